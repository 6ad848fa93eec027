import { pathsOf, testFailures } from './playFailures';

testFailures(pathsOf(1, 2));

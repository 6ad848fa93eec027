import { pathsOf, testFailures } from './playFailures';

testFailures(pathsOf(0, 2));

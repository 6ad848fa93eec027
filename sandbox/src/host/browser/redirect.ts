import { installRedirect } from './installRedirect';

installRedirect(window);

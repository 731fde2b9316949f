import { WallSetup } from './wall-setup.js';

new WallSetup(document, new URLSearchParams(location.search)).start();

// What every browser test starts from: `import { test, expect, openHome } from '../lib/index.mjs'`.
export { test, expect } from './guards.mjs';
export { axe } from './axe.mjs';
export { fixClock, openBoard, openHome, openPage } from './open.mjs';

/** The door for the nightly run alone, which needs neither names nor points. */
export { ranSince } from './due.ts';
export { type NightResult, type NightScene, runNight } from './run.ts';

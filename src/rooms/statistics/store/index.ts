export { readLikeness } from './likeness.ts';
export { findRun, type LineageRow, listRuns, readLineage } from './read.ts';
export { type FreshRun, type SavedRun, saveRun } from './save.ts';

import { hasPermit, type Viewer } from '../../platform/viewer.ts';

/** May the viewer walk from a number to the events it is made of? Row security asks the same again. */
export const maySeeLineage = (viewer: Viewer): boolean => hasPermit(viewer, 'statistics.lineage');

/** May the viewer have figures counted anew? */
export const mayRecount = (viewer: Viewer): boolean => hasPermit(viewer, 'statistics.recompute');

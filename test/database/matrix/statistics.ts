import type { Matrix } from '../matrix.ts';

/** Figures. */
export const statisticsMatrix: Matrix = {
  'statistics.figure_run': {
    rule: 'Computed by the program, frozen; read by those who may read figures.',
    select: {
      one: 'everyone+statistics.read @statistics',
    },
    insert: {
      'a fresh one': '@statistics',
      'one confirmed later': '',
    },
    update: {
      'confirm it': '@statistics',
      'compute it anew': '',
    },
  },
  'statistics.figure_cell': {
    rule: 'Computed by the program, frozen; read by those who may read figures.',
    select: {
      one: 'everyone+statistics.read @statistics',
    },
    insert: {
      'a fresh one': '@statistics',
    },
    update: {
      'polish it': '',
    },
  },
  'statistics.figure_source': {
    rule: 'Lineage: only for those who may see it.',
    select: {
      one: 'everyone+statistics.lineage @statistics',
    },
    insert: {
      'a fresh one': '@statistics',
    },
    update: {
      'forget a source': '',
    },
  },
};

export { cellsOf } from './cells.ts';
export {
  type Agreement,
  type Comparison,
  type Conflict,
  comparisons,
  conflictsOf,
  periodOfFact,
  valueIn,
} from './comparison.ts';
export {
  type Described,
  describeFigure,
  type FigureDescription,
  type FigureTexts,
  textsOfFigure,
  textsOfMeasure,
} from './description.ts';
export { countOnce } from './once.ts';
export { isSpan, periodOf, periodsOf, spanId } from './periods.ts';

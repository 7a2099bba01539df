/** One pair to learn from: the places of the features it has, what is known beforehand of its odds, and the truth. */
export type Example = { readonly features: readonly number[]; readonly offset: number; readonly match: boolean };

/** Solves a symmetric system of equations by elimination. */
const solved = (matrix: readonly Float64Array[], right: Float64Array): Float64Array => {
  const rows = matrix.map((row) => Float64Array.from(row));
  const values = Float64Array.from(right);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < values.length; pivot += 1)
    for (let row = pivot + 1; row < values.length; row += 1) {
      const factor = at(row, pivot) / at(pivot, pivot);
      if (factor === 0) continue;
      const target = rows[row];
      for (let column = pivot; target && column < values.length; column += 1)
        target[column] = at(row, column) - factor * at(pivot, column);
      values[row] = (values[row] ?? 0) - factor * (values[pivot] ?? 0);
    }
  for (let row = values.length - 1; row >= 0; row -= 1) {
    let rest = values[row] ?? 0;
    for (let column = row + 1; column < values.length; column += 1) rest -= at(row, column) * (values[column] ?? 0);
    values[row] = rest / at(row, row);
  }
  return values;
};

const oddsOf = ({ features, offset }: Example, weights: Float64Array): number =>
  features.reduce((sum, place) => sum + (weights[place] ?? 0), offset);

/** Minus the logarithm of the likelihood, with a pull of every weight towards nought so that rare features stay small. */
const lossOf = (examples: readonly Example[], weights: Float64Array): number =>
  examples.reduce(
    (sum, example) => sum + Math.log1p(Math.exp(Math.min(30, (example.match ? -1 : 1) * oddsOf(example, weights)))),
    weights.reduce((sum, weight) => sum + weight ** 2 / 2, 0),
  );

const add = (vector: Float64Array | undefined, place: number, value: number): void => {
  if (vector) vector[place] = (vector[place] ?? 0) + value;
};

/** One step of Newton's way to the weights that fit best. */
const stepFrom = (examples: readonly Example[], weights: Float64Array): Float64Array => {
  const curvature = Array.from(weights, (_, at) => Float64Array.from(weights, (_, column) => (column === at ? 1 : 0)));
  const slope = weights.map((weight) => -weight);
  for (const example of examples) {
    const chance = 1 / (1 + Math.exp(-oddsOf(example, weights)));
    for (const place of example.features) {
      add(slope, place, (example.match ? 1 : 0) - chance);
      for (const other of example.features) add(curvature[place], other, chance * (1 - chance) + 1e-9);
    }
  }
  return solved(curvature, slope);
};

/** Fits a logistic regression; the first feature is the constant one. Deterministic. */
export const logistic = (examples: readonly Example[], features: number): Float64Array => {
  let weights = Float64Array.from({ length: features }, (_, at) => (at === 0 ? 4 : 0));
  for (let round = 0; round < 40; round += 1) {
    const step = stepFrom(examples, weights);
    const before = lossOf(examples, weights);
    let share = 1;
    const moved = (): Float64Array<ArrayBuffer> => weights.map((weight, at) => weight + share * (step[at] ?? 0));
    while (share > 1e-4 && lossOf(examples, moved()) >= before) share /= 2;
    if (share <= 1e-4) break;
    weights = moved();
  }
  return weights;
};

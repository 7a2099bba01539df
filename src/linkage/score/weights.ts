/*
 * Written by bench/linkage-fit.ts from invented lists; not to be changed by hand. Natural logarithms of odds: above nought speaks
 * for one person. To be read as: birth level 7 (the same date) adds so much, names different under the same date so much more.
 */
export const weights = {
  bias: 2.55,
  /** When either side knows nothing of the part. */
  unknown: {
    given: 0.72,
    family: 0.21,
    names: 0,
    birth: -0.24,
    other: 3.76,
    consonants: 0,
  },
  /** From least to most alike (levels.ts); of birth the last three are year other, near, the same. */
  levels: {
    given: [0.11, -0.09, 0.57, 0.21, 0.82, 0.47, -0.08, -0.19],
    family: [-0.79, -0.38, 0.19, 0.18, 0.93, 1.2, 1.12, -0.1],
    names: [-1.2, -1.71, -0.54, -0.34, 0.31, 1.37, 1.75, 2.92],
    birth: [-2.68, -2.26, 0.44, 1.86, 1.03, 1.29, 0, 3.96, -2.39, -0.61, 2.15],
    other: [-1.32, -0.85, -0.76, 0.09, -1.5, 1.25, 0, 1.88],
    consonants: [-0.98, -1.68, -0.13, -0.17, 0.61, 1.27, 1.47, 2.15],
  },
  namesAndBirth: {
    unknown: { unknown: 0, different: 0, near: 0, same: 0, otherYear: 0, nearYear: 0, sameYear: 0 },
    different: { unknown: 0.19, different: -0.94, near: -0.03, same: -0.2, otherYear: -0.11, nearYear: -0.02, sameYear: -0.08 },
    far: { unknown: -0.99, different: -1.32, near: 0.1, same: 0.67, otherYear: -0.64, nearYear: -0.18, sameYear: 0.1 },
    near: { unknown: -0.18, different: -0.77, near: 0.95, same: 1.63, otherYear: -1.01, nearYear: -0.55, sameYear: 1.25 },
    same: { unknown: 0.74, different: 0.39, near: 1.3, same: 1.86, otherYear: -0.63, nearYear: 0.14, sameYear: 0.88 },
  },
} as const;

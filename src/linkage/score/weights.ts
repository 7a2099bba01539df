/*
 * Written by bench/linkage-fit.ts from invented lists; not to be changed by hand. Natural logarithms of odds: above nought speaks
 * for one person. To be read as: birth level 7 (the same date) adds so much, names different under the same date so much more.
 */
export const weights = {
  bias: 2.81,
  /** When either side knows nothing of the part. */
  unknown: {
    given: 0.93,
    family: 0.51,
    names: 0,
    birth: 0,
    other: 3.67,
    consonants: 0,
  },
  /** From least to most alike (levels.ts); of birth the last three are year other, near, the same. */
  levels: {
    given: [0.09, -0.19, 0.98, 0.43, 0.77, 0.18, 0.01, -0.39],
    family: [-0.75, -0.33, 0.49, 0.07, 0.96, 0.76, 1.12, -0.02],
    names: [-1.18, -1.54, -0.22, -0.5, 0.35, 1.47, 1.77, 2.65],
    birth: [-2.28, -1.86, 0.43, 1.65, 0.92, 1.05, 0, 3.48, -2.06, -0.42, 1.89],
    other: [-1.35, -0.67, -0.52, 0.18, -1.39, 1.06, 0, 1.82],
    consonants: [-1.04, -1.84, -0.17, 0.27, 0.86, 1.34, 1.25, 2.13],
  },
  namesAndBirth: {
    unknown: { unknown: 0, different: 0, near: 0, same: 0, otherYear: 0, nearYear: 0, sameYear: 0 },
    different: { unknown: 0, different: -0.45, near: -0.03, same: -0.62, otherYear: 0, nearYear: 0, sameYear: -0.08 },
    far: {
      unknown: -0.28,
      different: -1.14,
      near: -0.32,
      same: 0.25,
      otherYear: -0.02,
      nearYear: -0.03,
      sameYear: -0.21,
    },
    near: {
      unknown: -0.39,
      different: -0.74,
      near: 1.02,
      same: 1.76,
      otherYear: -0.98,
      nearYear: -0.53,
      sameYear: 1.18,
    },
    same: { unknown: 0.67, different: 0.27, near: 1.31, same: 2.09, otherYear: -1.06, nearYear: 0.14, sameYear: 1.01 },
  },
} as const;

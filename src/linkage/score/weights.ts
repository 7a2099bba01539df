/*
 * Written by bench/linkage-fit.ts from invented lists; not to be changed by hand. Natural logarithms of odds: above nought speaks
 * for one person. To be read as: birth level 7 (the same date) adds so much, names different under the same date so much more.
 */
export const weights = {
  bias: 2.35,
  /** When either side knows nothing of the part. */
  unknown: {
    given: 0.4,
    family: -0.05,
    names: 0,
    birth: -0.26,
    other: 4.06,
    consonants: 0,
  },
  /** From least to most alike (levels.ts); of birth the last three are year other, near, the same. */
  levels: {
    given: [-0.19, 0.43, 0.34, 0.47, 0.74, 0.36, -0.09, -0.13],
    family: [-0.49, 0.27, 0.12, 0.33, 0.84, 0.94, 0.59, -0.21],
    names: [-1.77, -1.38, -0.08, -0.43, 0.27, 1.1, 1.8, 2.84],
    birth: [-2.6, -1.82, -1.24, 2.43, 1.99, 0.55, 0, 4.37, -2.52, -0.73, 2.18],
    other: [-0.87, -1.69, -1.01, 0.56, -0.78, 0, 0.26, 1.83],
    consonants: [-1.66, -1.42, -0.26, -0.05, 0.54, 1.33, 1.45, 2.41],
  },
  namesAndBirth: {
    unknown: { unknown: 0, different: 0, near: 0, same: 0, otherYear: 0, nearYear: 0, sameYear: 0 },
    different: {
      unknown: -0.34,
      different: -1.26,
      near: -0.33,
      same: 0.65,
      otherYear: -0.26,
      nearYear: -0.05,
      sameYear: -0.19,
    },
    far: {
      unknown: -0.83,
      different: -1.38,
      near: 0.62,
      same: 0.89,
      otherYear: -0.64,
      nearYear: -0.12,
      sameYear: -0.02,
    },
    near: { unknown: 0.01, different: -0.78, near: 0.56, same: 1.11, otherYear: -0.8, nearYear: -0.5, sameYear: 1.35 },
    same: { unknown: 0.89, different: 0.18, near: 1.69, same: 1.72, otherYear: -0.82, nearYear: -0.05, sameYear: 1.03 },
  },
} as const;

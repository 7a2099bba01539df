/** Codes that mean the same in every room. */
const fixed: Readonly<Record<string, number>> = {
  not_found: 404,
  not_allowed: 403,
  not_permitted: 403,
  not_yours: 403,
  signed_out: 401,
  changed_meanwhile: 409,
  version_missing: 428,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  locked: 503,
  no_typesetter: 503,
  typesetter_failed: 503,
};

/**
 * HTTP status of a refusal by its code: `not_found` 404; `may_not…`, `not_allowed`, `not_yours` 403; `changed_meanwhile`,
 * `already…`, `conflict…` 409; every other refusal concerns what was sent: 422.
 */
export const refusalStatus = (code: string): number => {
  if (Object.hasOwn(fixed, code)) return fixed[code] ?? 422;
  if (code.startsWith('may_not')) return 403;
  return code.startsWith('already') || code.startsWith('conflict') ? 409 : 422;
};

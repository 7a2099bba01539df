/*
 * Telephone numbers as people write them down, made whole: the country's own numbers get its code, so that 621 123 456,
 * 00352 621 123 456 and +352 (0) 621-123-456 are one number. How a country dials is data of its profile (ITU-T E.164).
 */

/** How a country dials. */
export type TelephonePlan = {
  /** Digits after the plus sign. */
  readonly countryCode: string;
  /** What stands before a number that is called from within the country; empty where nothing does. */
  readonly trunkPrefix: string;
  /** What is dialled instead of the plus sign. */
  readonly internationalPrefix: string;
  /** A number without country code and prefix: how many digits, and which may stand first. */
  readonly national: { readonly least: number; readonly most: number; readonly first: string };
};

/** Dialled in most of the world where nobody says otherwise. */
const usualInternationalPrefix = '00';

const whole = /^\+[1-9]\d{7,14}$/;

/** Latin digits and a plus in front; `(0)` behind a country's code is never dialled from abroad. */
const dialled = (number: string): string =>
  number
    .normalize('NFKC')
    .trim()
    .replace(/^((?:\+|00)[\d\s]*)\(0\)/, '$1')
    .replaceAll(/[\s().\-/\u2010-\u2015]/g, '');

const withCode = (digits: string, plan: TelephonePlan): string | null => {
  const { countryCode, trunkPrefix, national } = plan;
  const isNational = (text: string): boolean =>
    text.length >= national.least && text.length <= national.most && national.first.includes(text.charAt(0));
  if (digits.startsWith(trunkPrefix) && isNational(digits.slice(trunkPrefix.length)))
    return `+${countryCode}${digits.slice(trunkPrefix.length)}`;
  // Written down from a screen that leaves the plus away.
  const rest = digits.startsWith(countryCode) ? digits.slice(countryCode.length) : '';
  return isNational(rest) ? `+${countryCode}${rest}` : null;
};

/**
 * A number in the form of E.164, `+` and all; null when it is none, or when it lacks its country and the plan (null: none is known)
 * does not say which. A number that could be read in two ways is read as one of the country's own.
 */
export const wholeNumber = (number: string, plan: TelephonePlan | null): string | null => {
  const digits = dialled(number);
  const prefix = plan?.internationalPrefix ?? usualInternationalPrefix;
  const international = digits.startsWith(prefix) ? `+${digits.slice(prefix.length)}` : digits;
  if (international.startsWith('+')) return whole.test(international) ? international : null;
  if (plan === null || !/^\d+$/.test(digits)) return null;
  const made = withCode(digits, plan);
  return made !== null && whole.test(made) ? made : null;
};

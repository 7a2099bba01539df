/**
 * Reads the names of a machine-readable zone (ICAO Doc 9303-4, -5): the name line, `SURNAME<<GIVEN<NAMES<<<`, with or without
 * the leading `P<UTO`. Null when it is no such line.
 */
export const readMrzNames = (line: string): { readonly family: string; readonly given: string } | null => {
  const plain = line.toUpperCase().replaceAll(/\s/g, '');
  if (!/^[A-Z<0-9]{9,}$/.test(plain) || !plain.includes('<<')) return null;
  const names = plain.replace(/^P[A-Z<][A-Z<]{3}/, '');
  const [family = '', given = ''] = names.replaceAll(/\d/g, '').split('<<');
  const words = (text: string): string => text.replaceAll('<', ' ').trim().toLowerCase();
  return family === '' ? null : { family: words(family), given: words(given) };
};

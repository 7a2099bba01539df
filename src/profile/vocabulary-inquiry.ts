/** Code lists without which an inquiry cannot be written down. */
export const inquiryCodeLists = [
  'measure-results',
  'request-refusals',
  'offence-definitions',
  'exhibit-kinds',
  'exchange-purposes',
  'operation-results',
  'link-kinds',
  'link-sources',
  'technology-uses',
] as const;

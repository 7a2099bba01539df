import type { Settings } from '../../platform/config.ts';

/** The lines printed when everything runs: the two addresses and how to step in. */
export const describeStart = (settings: Settings): string => {
  const lines = [
    '',
    `  Public site   ${settings.portal.origin}`,
    `  Staff site    ${settings.casework.origin}`,
    '',
    ...(settings.mode === 'demonstration'
      ? [
          '  Synthetic demonstration: no person in it exists.',
          `  Step in as any of the personas: ${settings.casework.origin}/step-in`,
        ]
      : [
          '  Production: no demonstration, no default account. The first administrator: npm run ariane -- invite --help',
        ]),
    '',
    '  Ctrl-C stops everything.',
    '',
  ];
  return `${lines.join('\n')}\n`;
};

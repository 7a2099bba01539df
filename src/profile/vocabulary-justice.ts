/** The words of offences, sentences and what victims are told in proceedings. */
/** What an element of an offence is: what was done, to what end, to whom, what makes it worse, what the person knew, what starts a duty. */
export const elementKinds = ['act', 'purpose', 'victim', 'circumstance', 'mental', 'trigger'] as const;
export type ElementKind = (typeof elementKinds)[number];

/** What a part of a sentence is; each is measured otherwise. */
export const sentenceKinds = [
  'prison',
  'deferral',
  'work',
  'fine',
  'confiscation',
  'ban',
  'closure',
  'exclusion',
] as const;
export type SentenceKind = (typeof sentenceKinds)[number];

/** When a victim is told: from the outset, by the authority of its own accord, or because she asked to be. */
export const noticeTimes = ['outset', 'ex_officio', 'on_request'] as const;

/** Lists without which charges, judgments and notices cannot be written down. */
export const justiceCodeLists = [
  'dismissal-reasons',
  'hearing-protections',
  'interview-measures',
  'notice-ways',
  'sentence-bans',
  'damage-kinds',
  'claim-reasons',
] as const;

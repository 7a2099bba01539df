import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Law, Obligation, Profile, Provenance, Right } from '../../../profile/index.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const openingSchema = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  days: z.array(z.number().int().min(1).max(7)).min(1),
  from: timeOfDay,
  to: timeOfDay,
});

const contactSchema = z.strictObject({
  id: z.enum(['emergency', 'support']),
  organisation: z.string().min(1),
  name: z.string().min(1),
  shown: z.string().regex(/^[\d ()+]+$/),
  dial: z.string().regex(/^\+?\d{3,15}$/),
  hours: z.union([z.literal('always'), z.array(openingSchema).min(1)]),
  // A number nobody has seen published could send a person in danger to a stranger: it stops the start.
  provenance: z.enum(['seen', 'source_document']),
  sources: z.array(z.string()),
});

const contactsSchema = z.strictObject({
  about: z.string(),
  copied: z.strictObject({ in: z.string().regex(/^\d{4}-\d{2}$/), how: z.string().min(1) }),
  /** Null until a person has dialled the numbers. */
  checked: z.strictObject({ on: z.iso.date(), by: z.string().min(1) }).nullable(),
  contacts: z.array(contactSchema),
});

const choiceSchema = z.strictObject({ id: z.string().min(1), picture: z.string().optional() });
const pageSchema = z.strictObject({
  about: z.string(),
  rights: z.array(choiceSchema).min(1),
  papers: z.array(choiceSchema),
});

export type Opening = z.infer<typeof openingSchema>;
export type Contact = z.infer<typeof contactSchema>;

/** A right or warning of the profile, as the page shows it. */
export type Statement = {
  readonly id: string;
  readonly picture?: string | undefined;
  /** Legal values named in its words, by unit: `days` is 90. */
  readonly values: Readonly<Record<string, number>>;
  /** Why the public may not read it yet, for staff; empty if it may. */
  readonly heldBackBecause: readonly string[];
};

/** What the country profile gives to the public pages. */
export type Guidance = {
  readonly emergency: Contact;
  readonly support: Contact;
  /** The month in which the numbers were copied from public pages, and the day someone dialled them, if ever. */
  readonly copiedIn: string;
  readonly checkedOn: string | undefined;
  /** Where the quick exit leads. */
  readonly leaveTarget: string;
  /** In the order of the page; only what may be shown. */
  readonly rights: readonly Statement[];
  readonly papers: readonly Statement[];
  /** Held back from the public until someone has verified it; staff see why. */
  readonly heldBack: readonly Statement[];
};

const readChecked = <Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> => {
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    throw new Error(`at ${issue?.path.join('.') ?? 'the top'}: ${issue?.message ?? 'not understood'}`);
  } catch (fault) {
    throw new Error(`profile file ${path}: ${fault instanceof Error ? fault.message : 'unreadable'}`, { cause: fault });
  }
};

const wasRead = (provenance: Provenance): boolean => provenance === 'seen' || provenance === 'source_document';

const doubtsAbout = (said: Right | Obligation, laws: readonly Law[]): string[] => [
  ...(wasRead(said.provenance) ? [] : [`${said.id} is ${said.provenance}`]),
  ...laws
    .filter((law) => law.verified_on === null && !wasRead(law.provenance))
    .map((law) => `${law.id}, on which it rests, is ${law.provenance}`),
];

/** Safety rule: a right that is only recalled, or rests on a legal parameter that is, is held back from the public. */
const statementFrom =
  (profile: Profile, today: PlainDate, path: string) =>
  (choice: z.infer<typeof choiceSchema>): Statement => {
    const said = [...profile.rights, ...profile.obligations].find(({ id }) => id === choice.id);
    if (!said) throw new Error(`profile file ${path}: rights.json has no ${choice.id}`);
    const laws = 'rests_on' in said ? said.rests_on.map((id) => profile.law(id, today)) : [];
    const values = laws.flatMap(({ unit, value }) => (value === null ? [] : [[unit, value] as const]));
    return { ...choice, values: Object.fromEntries(values), heldBackBecause: doubtsAbout(said, laws) };
  };

const isKnownToProfile = (profile: Profile, { id, organisation, shown }: Contact): boolean =>
  id === 'emergency'
    ? profile.settings.emergency.some(({ number }) => number === shown)
    : profile.organisation(organisation).contacts.some(({ value }) => value === shown);

const contactFrom = (profile: Profile, contacts: readonly Contact[], id: Contact['id'], path: string): Contact => {
  const found = contacts.find((contact) => contact.id === id);
  if (!found) throw new Error(`profile file ${path}: has no contact "${id}"`);
  if (isKnownToProfile(profile, found)) return found;
  throw new Error(`profile file ${path}: the rest of the profile does not know the number ${found.shown} ("${id}")`);
};

/**
 * What the public pages of a country say on a day: its `portal/` folder with the rights, laws and numbers of the
 * profile. Throws with file, place and reason if something is missing, wrong, or said differently elsewhere.
 */
export const readGuidance = (profile: Profile, profileDirectory: string, today: PlainDate): Guidance => {
  const contactsPath = join(profileDirectory, 'portal', 'contacts.json');
  const pagePath = join(profileDirectory, 'portal', 'page.json');
  const { contacts, copied, checked } = readChecked(contactsPath, contactsSchema);
  const page = readChecked(pagePath, pageSchema);
  const rights = page.rights.map(statementFrom(profile, today, pagePath));
  const papers = page.papers.map(statementFrom(profile, today, pagePath));
  const mayBeShown = ({ heldBackBecause }: Statement): boolean => heldBackBecause.length === 0;
  return {
    emergency: contactFrom(profile, contacts, 'emergency', contactsPath),
    support: contactFrom(profile, contacts, 'support', contactsPath),
    copiedIn: copied.in,
    checkedOn: checked?.on,
    leaveTarget: profile.settings.quick_exit.url,
    rights: rights.filter(mayBeShown),
    papers: papers.filter(mayBeShown),
    heldBack: [...rights, ...papers].filter((statement) => !mayBeShown(statement)),
  };
};

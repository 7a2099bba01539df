import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Profile } from '../../../profile/index.ts';
import { outlineSchema, type Pages, pagesFrom, type Statement } from './outline.ts';

export type { GuidancePage, PagePart, Statement } from './outline.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const openingSchema = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  days: z.array(z.number().int().min(1).max(7)).min(1),
  from: timeOfDay,
  to: timeOfDay,
});

const ids = ['emergency', 'rescue', 'support', 'support-mobile', 'support-mail', 'police-desk', 'police-mail'] as const;
const known = {
  id: z.enum(ids),
  organisation: z.string().min(1),
  name: z.string().min(1),
  hours: z.union([z.literal('always'), z.array(openingSchema).min(1)]),
  // A number nobody has seen published could send a person in danger to a stranger: it is held back.
  provenance: z.enum(['seen', 'source_document', 'recalled']),
  sources: z.array(z.string()),
};
const telephoneSchema = z.strictObject({
  ...known,
  shown: z.string().regex(/^[\d ()+]+$/),
  dial: z.string().regex(/^\+?\d{3,15}$/),
});
const mailSchema = z.strictObject({ ...known, shown: z.email(), mail: z.email() });
const contactSchema = z.union([telephoneSchema, mailSchema]);
/** A number that the hotline tells as well: number, hours and source stand with its services (hotline.json), and only there. */
const told = z.strictObject({ id: z.enum(ids), name: z.string().min(1), resource: z.string().min(1) });

const contactsSchema = z.strictObject({
  about: z.string(),
  copied: z.strictObject({ in: z.string().regex(/^\d{4}-\d{2}$/), how: z.string().min(1) }),
  /** Null until a person has dialled the numbers. */
  checked: z.strictObject({ on: z.iso.date(), by: z.string().min(1) }).nullable(),
  contacts: z.array(z.union([contactSchema, told])),
});

export type Opening = z.infer<typeof openingSchema>;
export type Contact = z.infer<typeof telephoneSchema>;
/** A telephone number or a mail address. */
export type AnyContact = z.infer<typeof contactSchema>;

/** What the country profile gives to the public pages. */
export type Guidance = Pages & {
  readonly emergency: Contact;
  readonly support: Contact;
  /** Every number and address, in the order of the profile. */
  readonly contacts: readonly AnyContact[];
  /** The month in which the numbers were copied from public pages, and the day someone dialled them, if ever. */
  readonly copiedIn: string;
  readonly checkedOn: string | undefined;
  /** Where the quick exit leads. */
  readonly leaveTarget: string;
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

const resolved =
  (profile: Profile, path: string) =>
  (contact: AnyContact | z.infer<typeof told>): AnyContact => {
    if (!('resource' in contact)) return contact;
    const { id, name, resource } = contact;
    const service = profile.hotline.resources.find(({ code }) => code === resource);
    if (!service) throw new Error(`profile file ${path}: hotline.json has no service "${resource}" ("${id}")`);
    const { organisation, number: shown, hours, provenance, sources = [] } = service;
    const dial = shown.replaceAll(/[^+\d]/g, '');
    return contactSchema.parse({ id, name, organisation, shown, dial, hours, provenance, sources });
  };

const isKnownToProfile = (profile: Profile, { id, organisation, shown }: AnyContact): boolean =>
  id === 'emergency' || id === 'rescue'
    ? profile.settings.emergency.some(({ number }) => number === shown)
    : profile.organisation(organisation).contacts.some(({ value }) => value === shown);

const refuseUnknown = (profile: Profile, contacts: readonly AnyContact[], path: string): void => {
  const unknown = contacts.find((contact) => !isKnownToProfile(profile, contact));
  if (unknown)
    throw new Error(`profile file ${path}: the rest of the profile does not know ${unknown.shown} ("${unknown.id}")`);
};

const wasSeen = ({ provenance }: AnyContact): boolean => provenance !== 'recalled';

const heldBackContact = ({ id, shown, provenance }: AnyContact): Statement => ({
  says: `contact.${id}`,
  values: {},
  heldBackBecause: [`${shown} is ${provenance}`],
});

const telephoneFrom = (contacts: readonly AnyContact[], id: Contact['id'], path: string): Contact => {
  const found = contacts.find((contact) => contact.id === id);
  if (!found || !('dial' in found) || found.provenance === 'recalled')
    throw new Error(`profile file ${path}: has no telephone "${id}" that somebody has seen published`);
  return found;
};

/**
 * What the public pages of a country say on a day: its `portal/` folder with the rights, laws and numbers of the
 * profile. Throws with file, place and reason if something is missing, wrong, or said differently elsewhere.
 */
export const readGuidance = (profile: Profile, profileDirectory: string, today: PlainDate): Guidance => {
  const contactsPath = join(profileDirectory, 'portal', 'contacts.json');
  const pagesPath = join(profileDirectory, 'portal', 'pages.json');
  const { copied, checked, ...read } = readChecked(contactsPath, contactsSchema);
  const contacts = read.contacts.map(resolved(profile, contactsPath));
  refuseUnknown(profile, contacts, contactsPath);
  const pages = pagesFrom(readChecked(pagesPath, outlineSchema), profile, today, pagesPath);
  return {
    ...pages,
    heldBack: [...pages.heldBack, ...contacts.filter((contact) => !wasSeen(contact)).map(heldBackContact)],
    contacts: contacts.filter(wasSeen),
    emergency: telephoneFrom(contacts, 'emergency', contactsPath),
    support: telephoneFrom(contacts, 'support', contactsPath),
    copiedIn: copied.in,
    checkedOn: checked?.on,
    leaveTarget: profile.settings.quick_exit.url,
  };
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A statement may be shown to the public only if its source was really read. */
const shownProvenances = ['seen', 'source_document'] as const;
const provenanceSchema = z.enum([...shownProvenances, 'recalled', 'inferred', 'unknown']);

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
  provenance: z.enum(shownProvenances),
  sources: z.array(z.string()),
});

const contactsSchema = z.strictObject({
  about: z.string(),
  copied: z.strictObject({ in: z.string().regex(/^\d{4}-\d{2}$/), how: z.string().min(1) }),
  /** Null until a person has dialled the numbers. */
  checked: z.strictObject({ on: z.iso.date(), by: z.string().min(1) }).nullable(),
  contacts: z.array(contactSchema),
});

/** The one setting of the profile's first file that the public pages need. */
const exitSchema = z.object({ quick_exit: z.object({ url: z.url({ protocol: /^https?$/ }) }) });

const statementSchema = z.strictObject({
  id: z.string().regex(/^[RO]\d{1,2}$/),
  picture: z.string().optional(),
  basis: z.string().min(1),
  provenance: provenanceSchema,
  sources: z.array(z.string()),
  values: z.record(z.string(), z.number().int()).optional(),
});

const statementsSchema = z.strictObject({
  about: z.string(),
  rights: z.array(statementSchema).min(1),
  papers: z.array(statementSchema),
});

export type Opening = z.infer<typeof openingSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Statement = z.infer<typeof statementSchema>;

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

/** True if the public may read the statement: safety rule 5, a right that is only recalled is held back. */
export const mayBeShown = ({ provenance }: Pick<Statement, 'provenance'>): boolean =>
  shownProvenances.some((shown) => shown === provenance);

const contactNamed = (contacts: readonly Contact[], id: Contact['id'], path: string): Contact => {
  const found = contacts.find((contact) => contact.id === id);
  if (!found) throw new Error(`profile file ${path}: has no contact "${id}"`);
  return found;
};

/** Reads `portal/` and the exit of a country profile folder. Throws with file, place and reason if it is missing or wrong. */
export const readGuidance = (profileDirectory: string): Guidance => {
  const contactsPath = join(profileDirectory, 'portal', 'contacts.json');
  const { contacts, copied, checked } = readChecked(contactsPath, contactsSchema);
  const { rights, papers } = readChecked(join(profileDirectory, 'portal', 'statements.json'), statementsSchema);
  return {
    emergency: contactNamed(contacts, 'emergency', contactsPath),
    support: contactNamed(contacts, 'support', contactsPath),
    copiedIn: copied.in,
    checkedOn: checked?.on,
    leaveTarget: readChecked(join(profileDirectory, 'profile.json'), exitSchema).quick_exit.url,
    rights: rights.filter(mayBeShown),
    papers: papers.filter(mayBeShown),
    heldBack: [...rights, ...papers].filter((statement) => !mayBeShown(statement)),
  };
};

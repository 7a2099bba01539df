import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const head = { synthetic: z.literal(true), note: z.string().min(1) };
const day = z.iso.date();
const texts = z.array(z.string().min(1)).min(1);
export const formGroups = ['labour', 'sexual', 'domestic', 'criminal', 'begging'] as const;
export type FormGroup = (typeof formGroups)[number];

const personasSchema = z.strictObject({
  ...head,
  personas: z.array(
    z.strictObject({
      login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/),
      name: z.string().min(1),
      organisation: z.string(),
      roles: z.array(z.string()).min(1),
      language: z.enum(['en', 'fr', 'de']),
    }),
  ),
});

const namesSchema = z.strictObject({
  ...head,
  people: z.array(
    z.strictObject({
      country: z.string(),
      language: z.string(),
      given: z.strictObject({ male: texts, female: texts }),
      family: texts,
    }),
  ),
});

const textsSchema = z.strictObject({
  ...head,
  accounts: z.record(z.enum(formGroups), texts),
  reasons: texts,
  notes: texts,
  questions: texts,
  /** What is told of a matter that is handed over, by its kind. */
  handovers: z.record(z.string(), z.string().min(1)),
  exploiters: texts,
});

const pastSchema = z.strictObject({
  sent: day,
  from: z.string(),
  persons: z.int().min(1),
  /** For how many of them the police found indications. */
  found: z.int().min(0),
  /** How many of these were recruited online. */
  online: z.int().min(0),
  form: z.enum(formGroups),
  commune: z.string(),
  redirect: z.string().optional(),
  child: z.int().optional(),
});

const investigationSchema = z.strictObject({
  opened: day,
  qualification: z.string(),
  scope: z.enum(['internal', 'transnational']),
  /** What it was taken for later. */
  later: z.strictObject({ qualification: z.string(), on: day }).optional(),
  ended: z.strictObject({ event: z.enum(['dismiss', 'suspend']), reason: z.string(), on: day }).optional(),
  charged: day.optional(),
  /** Sentences in months and euros, where a court decided. */
  accused: z
    .array(
      z.strictObject({
        ...{ citizenship: z.string().nullable(), sex: z.string() },
        ...{ months: z.int().optional(), suspended: z.int().optional(), fine: z.int().optional() },
      }),
    )
    .optional(),
  judged: day.optional(),
});

const investigationsSchema = z.strictObject({ ...head, past: z.array(investigationSchema) });

const caseloadSchema = z.strictObject({ ...head, seed: z.int(), past: z.array(pastSchema) });

export type Persona = z.infer<typeof personasSchema>['personas'][number];
export type NameList = z.infer<typeof namesSchema>['people'][number];
export type Texts = z.infer<typeof textsSchema>;
export type PastReport = z.infer<typeof pastSchema>;
export type PastInvestigation = z.infer<typeof investigationSchema>;

/** All that is invented for the demonstration, from the profile's folder `demonstration`. */
export type Invented = {
  readonly personas: readonly Persona[];
  readonly names: readonly NameList[];
  readonly texts: Texts;
  readonly seed: number;
  readonly past: readonly PastReport[];
  readonly investigations: readonly PastInvestigation[];
};

const read = <Shape extends z.ZodType>(profileDirectory: string, name: string, shape: Shape): z.output<Shape> => {
  const found = shape.safeParse(JSON.parse(readFileSync(join(profileDirectory, 'demonstration', name), 'utf8')));
  if (!found.success) throw new Error(`demonstration/${name}: ${z.prettifyError(found.error)}`);
  return found.data;
};

/** Reads the invented people and reports. Throws with the name of the file that is not as it should be. */
export const readInvented = (profileDirectory: string): Invented => {
  const { seed, past } = read(profileDirectory, 'caseload.json', caseloadSchema);
  return {
    personas: read(profileDirectory, 'personas.json', personasSchema).personas,
    names: read(profileDirectory, 'names.json', namesSchema).people,
    texts: read(profileDirectory, 'texts.json', textsSchema),
    ...{ seed, past },
    investigations: read(profileDirectory, 'investigations.json', investigationsSchema).past,
  };
};

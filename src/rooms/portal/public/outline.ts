import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Law, Obligation, Profile, Provenance, Right } from '../../../profile/index.ts';

const itemSchema = z.union([
  z.string().min(1),
  z.strictObject({
    /** The text it shows; for rights the beginning of its two texts. */
    says: z.string().min(1),
    /** Rights, duties and laws of the profile without which the sentence would not be true. */
    rests_on: z.array(z.string()).min(1).optional(),
    picture: z.string().optional(),
    /** The page it leads to. */
    leads_to: z.string().optional(),
    /** Only true where script runs: shown by it. */
    with_script: z.literal(true).optional(),
  }),
]);

/** How a part is drawn: sentences, sentences in an order, signs to tick, rights, contacts, buttons, small notes, a file to keep, a copy in the browser, or papers to print. */
const kinds = [
  'points',
  'steps',
  'signs',
  'rights',
  'contacts',
  'ways',
  'notes',
  'clear',
  'file',
  'copy',
  'papers',
] as const;

const partSchema = z.strictObject({
  title: z.string().optional(),
  kind: z.enum(kinds),
  picture: z.string().optional(),
  items: z.array(itemSchema).min(1),
});

const pageSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  /** A number: the address stays in the list of pages visited and says nothing. */
  address: z.string().regex(/^\/\d{1,2}$/),
  title: z.string(),
  lead: itemSchema.optional(),
  /** What others call the page when they lead to it. */
  link: z.string(),
  picture: z.string(),
  /** Among the choices of the start page, in the list at the end of every page, or only reached by way of another. */
  listed: z.enum(['first', 'second', 'never']),
  /** The page that stands before it when one comes from elsewhere. */
  by_way_of: z.string().optional(),
  parts: z.array(partSchema).min(1),
  next: z.array(z.string()),
});

/** The shape of `portal/pages.json`. */
export const outlineSchema = z.strictObject({
  about: z.string(),
  papers: z.array(itemSchema),
  pages: z.array(pageSchema).min(1),
});
type Outline = z.infer<typeof outlineSchema>;

/** A sentence of a page, or a right with its two sentences, as the public may or may not read it. */
export type Statement = {
  readonly says: string;
  readonly picture?: string | undefined;
  readonly leadsTo?: string | undefined;
  readonly withScript?: boolean;
  /** Legal values named in its words, by unit: `days` is 90. */
  readonly values: Readonly<Record<string, number>>;
  /** Why the public may not read it yet, for staff; empty if it may. */
  readonly heldBackBecause: readonly string[];
};

/** A part of a page with what may be shown of it. */
export type PagePart = {
  readonly title?: string | undefined;
  readonly kind: (typeof kinds)[number];
  readonly picture?: string | undefined;
  readonly items: readonly Statement[];
};

/** A page of the public site, as the profile lays it out. */
export type GuidancePage = Omit<Outline['pages'][number], 'parts' | 'lead'> & {
  readonly lead?: Statement | undefined;
  readonly parts: readonly PagePart[];
};

/** The pages of a country on a day. */
export type Pages = {
  readonly papers: readonly Statement[];
  readonly pages: readonly GuidancePage[];
  /** Held back from the public until someone has verified it; staff see why. */
  readonly heldBack: readonly Statement[];
};

const wasRead = (provenance: Provenance): boolean => provenance === 'seen' || provenance === 'source_document';

const doubtsAboutLaw = (law: Law): string[] =>
  law.verified_on !== null || wasRead(law.provenance) ? [] : [`${law.id}, on which it rests, is ${law.provenance}`];

const doubtsAbout = (said: Right | Obligation): string[] =>
  wasRead(said.provenance) ? [] : [`${said.id} is ${said.provenance}`];

type Ground = { readonly doubts: readonly string[]; readonly laws: readonly Law[] };

const groundFrom =
  (profile: Profile, today: PlainDate, path: string) =>
  (id: string): Ground => {
    const said = [...profile.rights, ...profile.obligations].find((one) => one.id === id);
    if (!said) {
      if (/^[RO]\d/.test(id)) throw new Error(`profile file ${path}: rights.json has no ${id}`);
      const law = profile.law(id, today);
      return { doubts: doubtsAboutLaw(law), laws: [law] };
    }
    const laws = 'rests_on' in said ? said.rests_on.map((law) => profile.law(law, today)) : [];
    return { doubts: [...doubtsAbout(said), ...laws.flatMap(doubtsAboutLaw)], laws };
  };

/** Safety rule: what is only recalled, or rests on a right, duty or law that is, is held back from the public. */
const statementFrom =
  (groundOf: (id: string) => Ground) =>
  (item: z.infer<typeof itemSchema>): Statement => {
    if (typeof item === 'string') return { says: item, values: {}, heldBackBecause: [] };
    const grounds = (item.rests_on ?? []).map(groundOf);
    const values = grounds
      .flatMap(({ laws }) => laws)
      .flatMap(({ unit, value }) => (value === null ? [] : [[unit, value]]));
    return {
      says: item.says,
      picture: item.picture,
      leadsTo: item.leads_to,
      withScript: item.with_script ?? false,
      values: Object.fromEntries(values) as Record<string, number>,
      heldBackBecause: [...new Set(grounds.flatMap(({ doubts }) => doubts))],
    };
  };

const mayBeShown = ({ heldBackBecause }: Statement): boolean => heldBackBecause.length === 0;

const withoutRepeats = (statements: readonly Statement[]): readonly Statement[] => [
  ...new Map(statements.map((statement) => [statement.says, statement])).values(),
];

const refuseLooseEnds = ({ pages }: Outline, path: string): void => {
  const ids = pages.map(({ id }) => id);
  for (const { id, next, by_way_of: before, parts } of pages) {
    const ways = parts.flatMap(({ items }) =>
      items.flatMap((item) => (typeof item === 'string' ? [] : [item.leads_to])),
    );
    for (const wanted of [...next, ...ways, before])
      if (wanted !== undefined && !ids.includes(wanted))
        throw new Error(`profile file ${path}: "${id}" leads to "${wanted}", which is no page`);
  }
  const twice = pages.find(({ address }, place) => pages.findIndex((one) => one.address === address) !== place);
  if (twice) throw new Error(`profile file ${path}: two pages stand at ${twice.address}`);
};

/** The pages of an outline with what the law lets them say on a day. Throws with the file if it names what does not exist. */
export const pagesFrom = (outline: Outline, profile: Profile, today: PlainDate, path: string): Pages => {
  refuseLooseEnds(outline, path);
  const statement = statementFrom(groundFrom(profile, today, path));
  const papers = outline.papers.map(statement);
  const pages = outline.pages.map(({ parts, lead, ...page }) => ({
    ...page,
    lead: lead === undefined ? undefined : statement(lead),
    parts: parts.map(({ items, ...part }) => ({ ...part, items: items.map(statement) })),
  }));
  const all = [
    ...papers,
    ...pages.flatMap(({ lead, parts }) => [...(lead ? [lead] : []), ...parts.flatMap(({ items }) => items)]),
  ];
  return {
    papers: papers.filter(mayBeShown),
    pages: pages.map(({ lead, parts, ...page }) => ({
      ...page,
      lead: lead && mayBeShown(lead) ? lead : undefined,
      parts: parts
        .map((part) => ({ ...part, items: part.items.filter(mayBeShown) }))
        .filter(({ items }) => items.length > 0),
    })),
    heldBack: withoutRepeats(all.filter((one) => !mayBeShown(one))),
  };
};

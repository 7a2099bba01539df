import * as z from 'zod';
import { conferenceFields } from './conference-fields.ts';
import {
  caseloadTies,
  compartments,
  dayOneRules,
  handoverFields,
  intakeRoutes,
  parts,
  permits,
  provenanceMarks,
  sharingConditions,
  signInWays,
} from './vocabulary.ts';

const text = z.string().trim().min(1);
/** Upper-case codes of organisations, laws and sources; lower-case codes of roles, states and lists. */
const bodyCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]*$/, 'an upper-case code such as ABC-1');
const smallCode = z.string().regex(/^[a-z0-9][a-z0-9_]*$/, 'a lower-case code such as not_known');
const listId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name such as age-answer');
const codeOfList = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'a code without spaces');
const plainDay = z.iso.date('a day such as 2026-11-21');

/** A name or text in the languages of the staff program: all of them. */
/** Said in the languages of staff, and where persons read it themselves in others too. */
export const namesSchema = z
  .object({ en: text, fr: text, de: text })
  .catchall(text)
  .refine(
    (names) => Object.keys(names).every((language) => /^[a-z]{2,3}$/.test(language)),
    'a name stands under a language',
  );

/** How the datum is known. `also` marks a part of it that is known less well (often the number of the article). */
const marks = {
  provenance: z.enum(provenanceMarks),
  also: z.enum(provenanceMarks).optional(),
  sources: z.array(bodyCode).optional(),
  note: text.optional(),
};

const oneOrMore = z
  .union([bodyCode, z.array(bodyCode)])
  .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value));

export const profileSchema = z.strictObject({
  id: listId,
  country: z.string().regex(/^[A-Z]{2}$/),
  names: namesSchema,
  time_zone: text,
  currency: z.string().regex(/^[A-Z]{3}$/),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  official_languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
  day_one: z.strictObject({ rule: z.enum(dayOneRules), text: namesSchema, ...marks }),
  weekend: z.array(z.int().min(1).max(7)),
  emergency: z.array(z.strictObject({ number: text, names: namesSchema, ...marks })).min(1),
  quick_exit: z.strictObject({ url: z.url(), note: text }),
  /** What the data-protection officer is shown as unusual among openings; it accuses nobody and refuses nothing. */
  watch: z.strictObject({
    /** Hours of the day, weekends, and public holidays where `holidays` says so. */
    odd_hours: z.strictObject({
      night: z.strictObject({ from: z.int().min(12).max(23), to: z.int().min(0).max(11) }),
      holidays: z.boolean(),
      ...marks,
    }),
    /** Subjects opened by one person within an hour, and within twenty-four. */
    many: z
      .strictObject({ in_an_hour: z.int().min(2).max(60), in_a_day: z.int().min(2).max(500), ...marks })
      .refine((many) => many.in_an_hour <= many.in_a_day, 'a day has room for at least what an hour has'),
    /** What makes a file one's own work, and for how many days anybody may look at what was given to nobody yet. */
    caseload: z.strictObject({
      ties: z.array(z.enum(caseloadTies)).min(1),
      unassigned_days: z.int().min(0).max(365),
      ...marks,
    }),
  }),
  /** For which purposes a picture of a report may be opened as it came, with place, time and device. */
  original_evidence: z.strictObject({ purposes: z.array(z.string()).min(1), ...marks }),
  /** How the country dials, so that one number written in several ways is one. */
  telephone: z
    .strictObject({
      country_code: z.string().regex(/^[1-9]\d{0,2}$/),
      trunk_prefix: z.string().regex(/^\d{0,2}$/),
      international_prefix: z.string().regex(/^\d{2,4}$/),
      national: z.strictObject({
        least: z.int().min(4).max(15),
        most: z.int().min(4).max(15),
        first: z.string().regex(/^\d+$/),
      }),
      ...marks,
    })
    .refine(
      ({ national }) => national.least <= national.most,
      'the longest number has at least the digits of the shortest',
    ),
  /** Days without a touch after which the owner of a draft is warned, and after which the draft is deleted. */
  /** Numbers that could point to one person are not told where nothing else rules it. */
  small_numbers: z.strictObject({ withhold_below: z.int().min(2).max(100), ...marks }),
  drafts: z
    .strictObject({ warn_after_days: z.int().min(1).max(364), delete_after_days: z.int().min(2).max(365), ...marks })
    .refine((term) => term.warn_after_days < term.delete_after_days, 'the warning comes before the deletion'),
  parts: z.partialRecord(z.enum(parts), oneOrMore),
  units: z.record(bodyCode, z.array(bodyCode)),
  /** Where a part is shared out by place: the groups of the list of communes each organisation answers for. */
  territories: z.partialRecord(
    z.enum(parts),
    z.strictObject({ otherwise: bodyCode, by_group: z.record(bodyCode, z.array(codeOfList)), ...marks }),
  ),
});

const contactSchema = z.strictObject({
  type: z.enum(['phone', 'mobile', 'email', 'web', 'postal', 'address']),
  value: text,
  hours: namesSchema.nullable(),
  checked_on: plainDay.nullable(),
  provenance: z.enum(provenanceMarks),
});

/** Mandate and tasks in one language, in the order of the English ones. */
const tasksSchema = z.strictObject({ mandate: text.optional(), may: z.array(text), may_not: z.array(text) });

export const organisationSchema = z.strictObject({
  code: bodyCode,
  names: namesSchema,
  kind: smallCode,
  parent: bodyCode.nullable(),
  accounts: z.boolean(),
  roles: z.array(smallCode),
  mandate: z.string().optional(),
  may: z.array(text),
  may_not: z.array(text),
  /** The English text is what the sources were read for; who has reviewed the others is said here. */
  translations: z
    .strictObject({ review: z.enum(['not_reviewed', 'reviewed']), fr: tasksSchema, de: tasksSchema })
    .optional(),
  legal_basis: z.array(z.strictObject({ ref: text, provenance: z.enum(provenanceMarks) })),
  contacts: z.array(contactSchema),
  staff: z.array(
    z.strictObject({
      date: text,
      value: text,
      unit: z.string(),
      source: bodyCode,
      provenance: z.enum(provenanceMarks),
    }),
  ),
  former_names: z.array(text),
  active: text.optional(),
  in_monitoring_committee: z.boolean(),
  source_documents: z.array(text),
  ...marks,
});

export const organisationsSchema = z.strictObject({ organisations: z.array(organisationSchema).min(1) });

export const roleSchema = z.strictObject({
  code: smallCode,
  names: namesSchema,
  organisations: z.array(z.union([bodyCode, z.literal('*')])).min(1),
  unit: bodyCode.optional(),
  permits: z.array(z.enum(permits)),
  opens: z.array(z.enum(compartments)),
  /** Of what the body holds: reports one sent oneself, those of one's unit, what it was entrusted with, or packets sent to it; all when absent. */
  opens_only: z.enum(['own_reports', 'unit_reports', 'entrusted', 'packets']).optional(),
  /** For how many days after a report was sent the role opens it; without end when absent. */
  opens_days: z.int().min(1).max(36_500).optional(),
  /** Of the body's reports and cases, what the role lists: what one wrote or looks after oneself, or one's unit; all when absent. */
  sees_only: z.enum(['own', 'unit']).optional(),
  /** For how many days after a report was sent or a case closed the role lists it; without end when absent. */
  sees_days: z.int().min(1).max(36_500).optional(),
  sign_in: z.enum(signInWays),
  idle_minutes: z.int().min(1).max(120),
  purposes: z.array(smallCode),
  ...marks,
});

export const rolesSchema = z.strictObject({ roles: z.array(roleSchema).min(1) });

const sharingBasis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consent') }),
  z.strictObject({ kind: z.literal('law'), code: bodyCode }),
]);

export const sharingSchema = z.strictObject({
  /** Which route a sender may take; the first route of a sender is the one offered. */
  routes: z.array(
    z.strictObject({
      route: z.enum(intakeRoutes),
      names: namesSchema,
      senders: z.array(bodyCode).min(1),
      identity: z.enum(['always', 'if_agreed_to_cooperate', 'with_consent']),
      ...marks,
    }),
  ),
  /** What goes to whom. A sender's own lines (`from`) replace the general lines of the route for that recipient. */
  lines: z.array(
    z.strictObject({
      route: z.enum(intakeRoutes),
      from: z.union([z.literal('*'), z.array(z.enum(parts))]),
      to: z.union([z.enum(parts), z.literal('sender')]),
      compartments: z.array(z.enum(compartments)),
      when: z.enum(sharingConditions),
      basis: sharingBasis,
      ...marks,
    }),
  ),
  /**
   * A conference on a permit: which body tells the others what, and nothing else. Where it needs the person's agreement, a
   * body writes its column only with it.
   */
  conference: z
    .strictObject({
      law: text,
      columns: z
        .array(
          z.strictObject({
            part: z.enum(parts),
            agreed: z.boolean(),
            fields: z.array(z.enum(conferenceFields)).min(1),
          }),
        )
        .min(2),
      ...marks,
    })
    .optional(),
  /** Notices of one body to another that name exactly the fields that leave. */
  notices: z.array(
    z.strictObject({
      id: smallCode,
      names: namesSchema,
      from: z.enum(parts),
      to: z.enum(parts),
      fields: z.array(smallCode),
      compartments: z.array(z.enum(compartments)),
      automatic: z.boolean(),
      when: text,
      basis: sharingBasis,
      ...marks,
    }),
  ),
  /** Which body a matter of another kind belongs to, and what of the report may go there. Without a line nothing leaves. */
  redirects: z.array(
    z.strictObject({
      reason: smallCode,
      to: bodyCode,
      fields: z.array(z.enum(handoverFields)),
      names: z.enum(['never', 'with_consent', 'by_law']),
      basis: sharingBasis,
      ...marks,
    }),
  ),
  /** How far a body may go with the support service: only inform the person of it, or hand the person over. */
  support_contact: z.array(
    z.strictObject({ organisations: z.array(bodyCode).min(1), may: z.enum(['inform', 'transfer']), ...marks }),
  ),
});

export const codeSchema = z.strictObject({
  code: codeOfList,
  names: namesSchema,
  group: codeOfList.optional(),
  valid_from: plainDay.optional(),
  valid_to: plainDay.optional(),
  maps: z.partialRecord(z.enum(['htcds', 'ictip', 'eurostat', 'iccs', 'ctdc', 'nace', 'iso']), text).optional(),
  needs_text: z.boolean().optional(),
  urgent: z.boolean().optional(),
  aliases: z.array(text).optional(),
  provenance: z.enum(provenanceMarks).optional(),
  note: text.optional(),
});

export const codeListSchema = z.strictObject({
  id: listId,
  names: namesSchema,
  version: text,
  source: text,
  groups: z.array(z.strictObject({ code: codeOfList, names: namesSchema })).optional(),
  codes: z.array(codeSchema).min(1),
  ...marks,
});

export { bodyCode, codeOfList, listId, marks, plainDay, smallCode, text };

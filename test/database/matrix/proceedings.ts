import type { Expectation, Matrix } from '../matrix.ts';
import { criminalCases } from '../world/proceedings.ts';

type Permit = string;
const own = ['read', 'investigate'];
/** The bodies of the main case, and what somebody of each may hold; at SPJ somebody holds every permit there is. */
const held: Readonly<Record<string, readonly string[]>> = {
  'PQT-LUX': [...own, 'lead'],
  SPJ: [...own, 'lead', 'instruct', 'judge'],
  JI: [...own, 'instruct'],
  TA: ['read', 'judge'],
};
/** Who of the bodies of the main case has one of these permits. */
const ofMain = (...permits: readonly Permit[]): string =>
  Object.entries(held)
    .flatMap(([body, has]) => permits.filter((one) => has.includes(one.slice(12))).map((one) => `${body}+${one}`))
    .join(' ');
const two = 'prosecutor judicial_police_officer';
const readers = ofMain('proceedings.read');
const ofDiekirch = 'PQT-DIE+proceedings.read';

/** What hangs on a case: seen with it, written in one’s own name by those of its bodies who have the permit. */
export const hangsOnCase = (
  rule: string,
  it: { readonly reads?: Permit; readonly writes: string; readonly update?: Readonly<Record<string, string>> },
): Expectation => {
  const permit = it.reads ?? 'proceedings.read';
  return {
    rule,
    select: {
      [`on the case ${criminalCases.main}`]: ofMain(permit),
      [`on the case ${criminalCases.diekirch}`]: `PQT-DIE+${permit}`,
      [`on the case ${criminalCases.sealed}`]: two,
    },
    insert: {
      'on the case of PQT-LUX': it.writes,
      'for another body': '',
      'in another’s name': '',
      'on a case of PQT-DIE': `PQT-DIE+${permit}`,
    },
    ...(it.update === undefined ? {} : { update: it.update }),
  };
};

const deciding = ['proceedings.lead', 'proceedings.instruct'];

const victims = hangsOnCase(
  'Seen with the case; a person joins it by who received the report she stands in, and leaves it on a day.',
  {
    writes: 'PQT-LUX+proceedings.investigate SPJ+proceedings.investigate',
    update: {
      'end it': ofMain('proceedings.lead', 'proceedings.investigate'),
      'let her stay': '',
      'end that of PQT-DIE': 'PQT-DIE+proceedings.lead',
      'move the end': '',
    },
  },
);

const ofInquiry = (rule: string, changes = false): Expectation =>
  hangsOnCase(rule, {
    ...{ reads: 'proceedings.investigate', writes: ofMain('proceedings.investigate') },
    ...(changes
      ? {
          update: {
            'change that of PQT-LUX': ofMain('proceedings.investigate'),
            'change that of PQT-DIE': 'PQT-DIE+proceedings.investigate',
          },
        }
      : {}),
  });

/** What an inquiry does and finds: read and written by who investigates, never by a court. */
const inquiry: Matrix = {
  'proceedings.measure': ofInquiry('What an inquiry did: never seen by a court. Its result is added.', true),
  'proceedings.request_abroad': ofInquiry('What was asked abroad, and how it stands: never seen by a court.', true),
  'proceedings.request_step': ofInquiry('What became of a request abroad, step by step; never changed.'),
  'proceedings.exhibit': ofInquiry('What was seized, handed over or copied; never changed.'),
  'proceedings.custody_step': ofInquiry('Who held an exhibit from when; never changed.'),
  'proceedings.exchange': ofInquiry('A note between police and magistrate; never changed.'),
  'proceedings.joint_operation': ofInquiry('An operation of several bodies; never changed.'),
  'proceedings.node': ofInquiry('A company, place, handle of a case, without its name; never changed.'),
  'proceedings.link': ofInquiry('That two of a case are linked; withdrawn, never changed otherwise.', true),
};

/** Who sees and writes what of criminal cases. */
export const proceedingsMatrix: Matrix = {
  ...inquiry,
  'proceedings.criminal_case': {
    rule: 'Seen by the bodies that work on it, a sealed one by the named members of their staff alone; opened by a prosecutor for her own service, from a report she sees or of her own.',
    select: {
      [criminalCases.main]: `${readers} @definer`,
      [criminalCases.diekirch]: `${ofDiekirch} @definer`,
      [criminalCases.sealed]: `${two} @definer`,
    },
    insert: {
      'of her own body': 'everyone+proceedings.lead',
      'for another body': '',
      'in another’s name': '',
      'seen by another body': '',
      'from a report': 'PQT-LUX+proceedings.lead ITM+proceedings.lead SPJ+proceedings.lead',
      'from a report she does not see': '',
    },
    update: {
      'suspend that of PQT-LUX': ofMain(...deciding, 'proceedings.judge'),
      'suspend the sealed one': 'prosecutor',
    },
  },
  'proceedings.case_body': {
    rule: 'Seen with the case; a prosecutor or an investigating judge who sees the case lets a body in and ends its part.',
    select: {
      'PQT-LUX in its case': `${readers} @definer`,
      'SPJ in that case': `${readers} @definer`,
      'JI in that case': `${readers} @definer`,
      'TA in that case': `${readers} @definer`,
      'ITM, which left that case': `${readers} @definer`,
      'PQT-DIE in its case': `${ofDiekirch} @definer`,
      'MJ in the case of PQT-DIE': `${ofDiekirch} @definer`,
      'PQT-LUX in the sealed case': `${two} @definer`,
      'SPJ in the sealed case': `${two} @definer`,
    },
    insert: {
      'CSJ into the case of PQT-LUX': ofMain(...deciding),
      'CSJ in another’s name': '',
      'CSJ into a case of PQT-DIE': 'PQT-DIE+proceedings.lead',
      'CSJ as one that left': '',
    },
    update: {
      'end the part of TA': ofMain(...deciding),
      'end the part of MJ': 'PQT-DIE+proceedings.lead',
      'let it stay': '',
      'move the end': '',
    },
  },
  'proceedings.case_step': hangsOnCase(
    'Seen with the case; written by who decides on it, in her own name and that of her body, and never changed.',
    { writes: ofMain(...deciding, 'proceedings.judge') },
  ),
  'proceedings.qualification': hangsOnCase(
    'Seen with the case; written by the prosecutor or the investigating judge, and never changed: the first one stays.',
    { writes: ofMain(...deciding) },
  ),
  'proceedings.suspect': hangsOnCase('Seen with the case, in codes alone; entered by who investigates.', {
    writes: ofMain('proceedings.investigate'),
    update: {
      'change that of PQT-LUX': ofMain('proceedings.investigate', 'proceedings.judge'),
      'change that of PQT-DIE': ofDiekirch,
    },
  }),
  'proceedings.case_victim': {
    ...victims,
    select: Object.fromEntries(
      Object.entries({ ...victims.select, 'who left the case of PQT-LUX': readers }).map(([kind, line]) => [
        kind,
        `${line} @definer`,
      ]),
    ),
    insert: { ...victims.insert, 'on a case of PQT-DIE': '', 'nobody of a report she received': '' },
  },
};

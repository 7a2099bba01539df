import type { Matrix } from '../matrix.ts';
import { hangsOnCase } from './proceedings.ts';
import { criminalCases } from '../world/proceedings.ts';

const readers = ['PQT-LUX', 'SPJ', 'JI', 'TA'].map((body) => `${body}+proceedings.read`).join(' ');
const deciding = 'PQT-LUX+proceedings.lead SPJ+proceedings.lead JI+proceedings.instruct';
const courts = 'TA+proceedings.judge SPJ+proceedings.judge';
const courtOrLead = `${courts} PQT-LUX+proceedings.lead`;
const service = 'INFOTRAITE+assistance.work';
/** Somebody of the police who holds every permit there is sees what a service sees of a case the police works on. */
const onHerCase = `${service} SPJ+assistance.work`;

const charges = hangsOnCase(
  'Seen with the case; a prosecutor or an investigating judge charges, and drops a charge once; nobody changes one.',
  {
    writes: deciding,
    update: {
      'drop that of PQT-LUX': deciding,
      'drop that of PQT-DIE': 'PQT-DIE+proceedings.lead',
      'let it stand': '',
      'move the end': '',
    },
  },
);

const judgments = hangsOnCase(
  'Seen with the case; entered by the court alone. Afterwards an appeal or that it is final is added, once.',
  {
    writes: courts,
    update: {
      appeal: courts,
      'make it final': courts,
      'appeal in the case of PQT-DIE': '',
      'say nothing': '',
      'move the appeal': '',
      'move the day it is final': '',
      'take back that it is final': '',
    },
  },
);

const entries = hangsOnCase(
  'Seen by the bodies of the criminal case and, on the person’s own case, by the service that supports her; written by the former alone.',
  { writes: readers },
);

/** Who sees and writes what of charges, courts, victims in proceedings and claims to the State. */
export const judgmentsMatrix: Matrix = {
  'proceedings.charge': {
    ...charges,
    select: { ...charges.select, dropped: readers },
    insert: {
      ...charges.insert,
      'on a case of PQT-DIE': '',
      'of somebody of another case': '',
      'dropped from the first': '',
    },
  },
  'proceedings.hearing': {
    ...hangsOnCase('Seen with the case; entered by the court or the prosecution, and never changed.', {
      writes: courtOrLead,
    }),
  },
  'proceedings.judgment': {
    ...judgments,
    select: { ...judgments.select, 'that is final': readers, 'appealed against': readers },
    insert: { ...judgments.insert, 'on a case of PQT-DIE': '', 'on somebody of another case': '' },
  },
  'proceedings.victim_entry': {
    ...entries,
    select: {
      [`on the case ${criminalCases.main}`]: `${readers} ${service}`,
      [`on the case ${criminalCases.diekirch}`]: `PQT-DIE+proceedings.read ${onHerCase}`,
      [`on the case ${criminalCases.sealed}`]: `prosecutor judicial_police_officer ${onHerCase}`,
      'of somebody no service sees': readers,
    },
    insert: { ...entries.insert, 'of a stranger': '', 'of who left': '' },
  },
  'proceedings.claim': {
    rule: 'Filed by the service that supports the person, seen by it and by who decides on claims, and decided once in one’s own name. It names no case.',
    select: {
      'to MJ': `MJ+proceedings.compensate ${service} @definer`,
      'to MJ, decided': `MJ+proceedings.compensate ${service} @definer`,
      'to DGI, from ONA': '@definer',
    },
    insert: {
      'of her own body': 'everyone+assistance.work',
      'for another body': '',
      'in another’s name': '',
      'decided already': '',
    },
    update: {
      'refuse it': 'MJ+proceedings.compensate',
      'refuse it in another’s name': '',
      'refuse one that is decided': '',
      'refuse one to DGI': '',
      'let it wait': '',
      'let it wait in one’s own name': '',
    },
  },
  'proceedings.compensation_step': {
    rule: 'Seen by the bodies of a criminal case of which the person is a victim and by the service that supports her; each writes its own lines in one’s own name.',
    select: {
      'of a case of SPJ': `${readers} PQT-DIE+proceedings.read ${onHerCase} @definer`,
      'of a case of SPJ, decided': 'SPJ+assistance.work @definer',
      'of a case of PQT-DIE': '@definer',
    },
    insert: {
      'for a case of SPJ': onHerCase,
      'for a case of SPJ, with a claim': `${service} @definer`,
      'for a case of SPJ, with a claim of ONA': '@definer',
      'for a case of SPJ, of a criminal case': courtOrLead,
      'for a case of SPJ, of a criminal case of PQT-DIE': 'PQT-DIE+proceedings.lead',
      'of a criminal case, with a claim': '@definer',
      'of a judgment without a criminal case': '',
      'for another body': '',
      'of a criminal case, for another body': '',
      'in another’s name': '',
      'of a criminal case, in another’s name': '',
      'for a case of PQT-DIE': '',
      'of a criminal case, for a stranger': '',
      'of a criminal case, for who left it': '',
    },
  },
  'proceedings.tell_victims': {
    rule: 'Tells the cases of the victims what moves their clocks; asked by who works on the criminal case, who learns of no case by it.',
    call: {
      'of the case of PQT-LUX': readers,
      'of the case of PQT-DIE': 'PQT-DIE+proceedings.lead',
      'of the sealed case': 'prosecutor judicial_police_officer',
      'what is not of courts': '',
    },
  },
  'proceedings.tell_claim': {
    rule: 'Tells the person’s case how her claim was decided; asked by who decided it, who learns of no case by it.',
    call: { 'of one that waits': '', 'of one she decided': 'compensation_officer', 'of one she did not decide': '' },
  },
};

import type { Matrix } from '../matrix.ts';

const answering = (code: string): string => `${code}+matching.answer`;

/** Matching: on one side tokens without persons, on the other files without tokens. */
export const matchingMatrix: Matrix = {
  'linkage.record': {
    rule: 'Seen and marked by the nightly run, brought and taken away by definer functions.',
    select: {
      compared: '@linkage @definer',
      new: '@linkage @definer',
      third: '@linkage @definer',
      foreign: '@linkage @definer',
    },
    insert: { 'one more': '@definer' },
    update: { 'mark it': '@linkage @definer', 'give it another key': '@definer' },
    delete: { compared: '@definer', new: '@definer', third: '@definer', foreign: '@definer' },
  },
  'linkage.token_row': {
    rule: 'Read by the nightly run alone.',
    select: { 'of a record': '@linkage @definer' },
    insert: { 'one more': '@definer' },
    update: { 'put another filter': '' },
    delete: { 'of a record': '@definer' },
  },
  'linkage.edge': {
    rule: 'Found by the nightly run; the worker proposes by them, the statistics login weighs a count.',
    select: { 'of two records': '@linkage @worker @statistics @definer' },
    insert: { 'one more': '@linkage' },
    update: { 'make it likelier': '' },
    delete: { 'of two records': '@linkage @definer' },
  },
  'linkage.said': {
    rule: 'Written when both bodies have judged; obeyed by every run.',
    select: { 'of two records': '@linkage @statistics @definer' },
    insert: { 'one more': '@definer' },
    update: { 'say otherwise': '@definer' },
  },
  'linkage.run': {
    rule: 'A line of numbers a night, never changed.',
    select: { 'of a night': '@linkage @worker @statistics' },
    insert: { 'one more': '@linkage' },
    update: { 'count otherwise': '' },
  },
  'linkage.member': {
    rule: 'Groups of the newest night, replaced by the next.',
    select: { 'of a record': '@linkage @statistics' },
    insert: { 'one more': '@linkage' },
    update: { 'group otherwise': '' },
    delete: { 'of a record': '@linkage' },
  },
  'matching.file': {
    rule: 'Each body sees its own, those who may answer; kept in step with the person’s answers by trigger.',
    select: {
      'of INFOTRAITE': `${answering('INFOTRAITE')} @worker @statistics @definer`,
      'of SPJ': `${answering('SPJ')} @worker @statistics @definer`,
      'of CNVV': '@worker @statistics @definer',
      'of HOSP': `${answering('HOSP')} @worker @statistics @definer`,
    },
    insert: { 'one more': '@definer' },
    update: { 'widen it': '@definer' },
    delete: { 'of INFOTRAITE': '@definer', 'of SPJ': '@definer', 'of CNVV': '@definer', 'of HOSP': '@definer' },
  },
  'matching.pair': {
    rule: 'Seen by both bodies once both persons said yes, by no body before; proposed by the worker, settled by what people say.',
    select: {
      asked: '@worker @definer',
      'open to INFOTRAITE and CNVV': `${answering('INFOTRAITE')} @worker @definer`,
      'settled, to be seen by nobody': '@worker @definer',
      'asked of INFOTRAITE alone': '@worker @definer',
    },
    insert: { 'one more': '@worker', 'one open at once': '' },
    update: {
      'end it': '@worker @definer',
      'end an open one': '@definer',
      'end a settled one': '@definer',
      'ask again': '',
      'settle it': '@definer',
      'let somebody look': '@definer',
    },
  },
  'matching.side': {
    rule: 'Each body sees what it is asked itself, from its day on, never what the other is asked or answers.',
    select: {
      'asked of INFOTRAITE': `${answering('INFOTRAITE')} @worker @definer`,
      'asked of SPJ': `${answering('SPJ')} @worker @definer`,
      'open at INFOTRAITE': `${answering('INFOTRAITE')} @worker @definer`,
      'open at CNVV': '@worker @definer',
      'later at INFOTRAITE': '@worker @definer',
    },
    delete: { 'asked of INFOTRAITE': '@worker', 'later at INFOTRAITE': '@worker' },
    insert: { 'one more': '@worker', 'one shown at once': '', 'one answered before': '' },
    update: {
      'answer it by hand': '@definer',
      'take the answer back': '',
      'show it': '@worker',
      'plan another day': '',
      'ask for longer': '',
      'hide it again': '',
    },
  },
  'matching.answer_side': {
    rule: 'Those who may answer for the asked body, while it is shown, once.',
    call: {
      'what INFOTRAITE is asked': answering('INFOTRAITE'),
      'what is answered already': '',
      'what is not shown yet': '',
      'before its day': '',
      'what is asked no more': '',
    },
  },
  'matching.judge_side': {
    rule: 'Those who may answer for a body of an open pair.',
    call: {
      'a pair open at INFOTRAITE': answering('INFOTRAITE'),
      'one that nobody answered': '',
      'one that the other side did not answer': '',
    },
  },
  'matching.stop_file': {
    rule: 'Those who may answer, of their own body’s file.',
    call: { 'a file of INFOTRAITE': answering('INFOTRAITE'), 'a file that changed meanwhile': '' },
  },
  'linkage.store_record': {
    rule: 'The vault alone, always 28 rows.',
    call: {
      '28 rows of a file': '@vault @definer',
      '27 rows of a file': '',
      'rows of a file that is gone': '',
    },
  },
  'matching.due': { rule: 'The vault alone.', call: { 'the list': '@vault @definer' } },
  'matching.keep_files': { rule: 'The worker alone.', call: { 'for the night': '@worker @definer' } },
  'linkage.forget': { rule: 'The vault alone.', call: { 'a person': '@vault @definer' } },
};

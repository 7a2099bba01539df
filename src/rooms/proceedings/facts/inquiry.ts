import { defineForm } from '../../../platform/form/index.ts';

const room = 'proceedings';
const past = { kind: 'date', notAfter: 'today', width: 'short', required: true } as const;

/** A measure of the inquiry: which law allows it on that day, and to whom, is the profile's. */
export const measureForm = defineForm(room, [
  { id: 'measure_kind', kind: 'choice', codes: 'inquiry-measures', as: 'select', required: true },
  { id: 'ordered_by', kind: 'choice', codes: 'inquiry-parts', required: true },
  { id: 'ordered_on', ...past },
  { id: 'measure_until', kind: 'date', width: 'short' },
  { id: 'measure_text', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'investigation' },
]);

/** How a measure ended. */
export const measureEndForm = defineForm(room, [
  { id: 'measure_result', kind: 'choice', codes: 'measure-results', as: 'select', required: true },
  { id: 'ended_on', ...past },
  { id: 'result_text', kind: 'long-text', limit: 2000, rows: 3, secrecy: 'investigation' },
]);

/** A request to another country, or a message to a body of several. */
export const requestForm = defineForm(room, [
  { id: 'request_kind', kind: 'choice', codes: 'abroad-requests', as: 'select', required: true },
  { id: 'request_country', kind: 'country' },
  { id: 'sent_on', ...past },
  { id: 'answer_by', kind: 'date', width: 'short' },
  { id: 'other_definition', kind: 'choice', codes: 'offence-definitions', as: 'select' },
  { id: 'request_text', kind: 'long-text', limit: 3000, rows: 4, secrecy: 'investigation' },
]);

/** What came back. */
export const requestStepForm = defineForm(room, [
  { id: 'happened_on', ...past },
  { id: 'answer_text', kind: 'long-text', limit: 3000, rows: 4, secrecy: 'investigation' },
]);

/** A refusal: why, and how the other country defines the offence. */
export const requestRefusalForm = defineForm(room, [
  { id: 'happened_on', ...past },
  { id: 'refusal_reason', kind: 'choice', codes: 'request-refusals', as: 'select', required: true },
  { id: 'other_definition', kind: 'choice', codes: 'offence-definitions', as: 'select' },
  { id: 'answer_text', kind: 'long-text', limit: 3000, rows: 4, secrecy: 'investigation' },
]);

/** Something seized, handed over or copied. Of a file its fingerprint is kept here, never the file. */
export const exhibitForm = defineForm(room, [
  { id: 'exhibit_kind', kind: 'choice', codes: 'exhibit-kinds', as: 'select', required: true },
  { id: 'exhibit_origin', kind: 'choice', codes: 'exhibit-origins', required: true },
  { id: 'taken_on', ...past },
  {
    id: 'amount',
    kind: 'number',
    least: 0.01,
    most: 1_000_000_000,
    width: 'short',
    shownWhen: { field: 'exhibit_kind', is: 'money' },
  },
  { id: 'exhibit_fingerprint', kind: 'text', limit: 80, secrecy: 'open', spellcheck: false },
  { id: 'exhibit_text', kind: 'long-text', limit: 1000, rows: 2, required: true, secrecy: 'investigation' },
  { id: 'exhibit_serial', kind: 'text', limit: 100, secrecy: 'investigation', spellcheck: false },
]);

/** What becomes of an exhibit, and who holds it then. */
export const custodyForm = defineForm(room, [
  { id: 'custody_event', kind: 'choice', codes: 'custody-events', required: true },
  {
    id: 'custody_holder',
    kind: 'choice',
    codes: 'custody-holders',
    as: 'select',
    shownWhen: { field: 'custody_event', is: 'handed_over' },
  },
  { id: 'happened_on', ...past },
]);

/** A note between police and magistrate. */
export const exchangeForm = defineForm(room, [
  { id: 'exchange_to', kind: 'choice', codes: 'inquiry-parts', required: true },
  { id: 'exchange_purpose', kind: 'choice', codes: 'exchange-purposes', as: 'select', required: true },
  { id: 'exchange_text', kind: 'long-text', limit: 4000, rows: 5, required: true, secrecy: 'investigation' },
]);

/** An operation of several bodies together. */
export const operationForm = defineForm(room, [
  { id: 'held_on', ...past },
  { id: 'operation_bodies', kind: 'choices', codes: 'operation-bodies', least: 2, required: true },
  { id: 'commune', kind: 'commune' },
  { id: 'operation_result', kind: 'choice', codes: 'operation-results', required: true },
  { id: 'persons_found', kind: 'number', least: 0, most: 500, whole: true, width: 'short', required: true },
]);

/** A company, recruiter, place, handle, account or telephone; what it is called is sealed. */
export const nodeForm = defineForm(room, [
  { id: 'node_kind', kind: 'choice', codes: 'node-kinds', required: true },
  { id: 'node_label', kind: 'text', limit: 200, required: true, secrecy: 'investigation', spellcheck: false },
  {
    id: 'node_platform',
    kind: 'choice',
    codes: 'online-platforms',
    as: 'select',
    shownWhen: { field: 'node_kind', is: 'handle' },
  },
  { id: 'node_country', kind: 'country' },
]);

/** That two of the case are linked: by their numbers, how, how sure, and from where that is known. */
export const linkForm = defineForm(room, [
  { id: 'link_from', kind: 'text', limit: 6, width: 'short', required: true, spellcheck: false },
  { id: 'link_kind', kind: 'choice', codes: 'link-kinds', as: 'select', required: true },
  { id: 'link_to', kind: 'text', limit: 6, width: 'short', required: true, spellcheck: false },
  { id: 'link_confidence', kind: 'choice', codes: 'link-confidences', required: true },
  { id: 'link_source', kind: 'choice', codes: 'link-sources', as: 'select', required: true },
  { id: 'technology', kind: 'choices', codes: 'technology-uses' },
  { id: 'asserted_on', ...past },
]);

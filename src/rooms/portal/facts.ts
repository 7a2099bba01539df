import type { PrintedLeaflet } from '../../platform/document/index.ts';
import { defineForm } from '../../platform/form/index.ts';
import { messageDoors, messageEndings } from './facts/message-forms.ts';

/** Why this room says no to staff: a closed list; texts `portal.refusal.<code>`. */
export type PortalRefusal =
  | 'not_found'
  | 'may_not_keep_page'
  | 'may_not_keep_texts'
  | 'may_not_set_banner'
  | 'banner_too_long'
  | 'banner_stands'
  | 'banner_over'
  | 'may_not_keep_messages'
  | 'conversation_unknown'
  | 'conversation_ended'
  | 'conversation_changed'
  | 'body_unknown'
  | 'number_wrong'
  | 'may_not_report'
  | 'already_closed'
  | 'changed_meanwhile'
  | 'guardian_needed'
  | 'authority_needed'
  | 'adult_has_no_guardian'
  | 'words_too_short'
  | 'busy'
  | 'file_missing'
  | 'file_too_large'
  | 'file_type_unknown'
  | 'leaflet_unknown'
  | 'language_not_published'
  | 'vault_down'
  | 'vault_refused';

/** Languages a page can be opened in: those the public site has texts in. */
export const pageLanguages = [
  ...['am', 'ar', 'bg', 'bn', 'de', 'en', 'es', 'fa', 'fr', 'hi'],
  ...['hu', 'it', 'lb', 'nl', 'pl', 'pt', 'ro', 'ru', 'so', 'sq'],
  ...['sr', 'th', 'ti', 'tl', 'tr', 'uk', 'vi', 'zh'],
] as const;

export type PageLanguage = (typeof pageLanguages)[number];

/** Papers to hand out, made of the words of the public pages. */
export const leafletKinds = ['rights', 'cards', 'poster', 'professionals', 'pictures'] as const;
export type LeafletKind = (typeof leafletKinds)[number];

/** Sentences that may stand at the head of the public pages: texts `banner.<code>` of every language. */
export const bannerTexts = ['offers', 'papers', 'no_answer'] as const;

/** As a file to print, or as a page that a browser prints. */
export const leafletFormats = ['pdf', 'html'] as const;

/** Lists of codes that belong to the core; texts `portal.code.<list>.<code>`. */
export const portalLists = {
  'own-page-readers': ['person', 'guardian'],
  'own-page-languages': pageLanguages,
  'own-page-words': ['words', 'digits', 'own'],
  leaflets: leafletKinds,
  'leaflet-formats': leafletFormats,
  'banner-texts': bannerTexts,
  'message-doors': messageDoors,
  'message-endings': messageEndings,
  'own-paper-kinds': ['certificate', 'decision', 'letter', 'appointment', 'other'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The largest paper that is given: it travels to a cheap telephone. */
export const largestPaper = 5 * 1024 * 1024;

/** For whom the page is, in which language, and what kind of words open it. */
export const preparePageForm = defineForm('portal', [
  { id: 'opened_for', kind: 'choice', codes: 'own-page-readers', required: true },
  {
    id: 'page_authority',
    kind: 'choice',
    codes: 'consent-authorities',
    as: 'select',
    required: true,
    shownWhen: { field: 'opened_for', is: 'guardian' },
  },
  { id: 'page_language', kind: 'choice', codes: 'own-page-languages', as: 'select', required: true },
  { id: 'pass_kind', kind: 'choice', codes: 'own-page-words', required: true },
  {
    id: 'own_words',
    kind: 'text',
    secret: true,
    limit: 200,
    required: true,
    spellcheck: false,
    shownWhen: { field: 'pass_kind', is: 'own' },
  },
]);

/** What the worker writes to the person. */
export const writeForm = defineForm('portal', [
  { id: 'message_text', kind: 'long-text', limit: 2000, rows: 5, required: true, secrecy: 'notes' },
]);

/** A paper for the person: what it is, and the file. */
export const givePaperForm = defineForm('portal', [
  { id: 'paper_kind', kind: 'choice', codes: 'own-paper-kinds', as: 'select', required: true },
  { id: 'paper_file', kind: 'file', most: 1, limit: largestPaper, required: true },
]);

/** Why messages are opened. */
export const readForm = defineForm('portal', [
  { id: 'purpose', kind: 'choice', codes: 'opening-purposes', as: 'select', required: true },
]);

/** What the staff program makes of the public pages' words. */
export type Leaflets = {
  /** Languages published today, by their own names. */
  readonly languages: () => readonly { readonly code: string; readonly name: string }[];
  /** A paper in one of them; null in any other. */
  readonly make: (kind: LeafletKind, language: string) => PrintedLeaflet | null;
};

/** A sentence for the head of the public pages: in which language, which one, until when. */
export const bannerForm = defineForm('portal', [
  { id: 'banner_language', kind: 'choice', codes: 'own-page-languages', as: 'select', required: true },
  { id: 'banner_text', kind: 'choice', codes: 'banner-texts', required: true },
  { id: 'banner_until', kind: 'date', required: true },
]);

/** Which paper to hand out, in which language. */
export const leafletForm = defineForm('portal', [
  { id: 'leaflet', kind: 'choice', codes: 'leaflets', required: true },
  { id: 'paper_language', kind: 'language', required: true },
  { id: 'paper_format', kind: 'choice', codes: 'leaflet-formats', required: true },
]);

import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { personOfCase } from '../../cases/index.ts';
import { mayKeepPage } from '../access.ts';
import { pageLanguages, type PortalRefusal } from '../facts.ts';
import { areWordsStrong, grouped } from '../rules.ts';
import { closePage, findPage, insertPage, type OwnPage, pagesOfCase } from '../store/pages.ts';
import { drawDigitsToRemember, drawNumber, drawWords, keptOf, keyKind, pageKeys } from './keys.ts';

type Result<Value> = Promise<Outcome<Value, PortalRefusal>>;

/** For whom a page is asked, in which language, and what kind of words open it. */
export type PrepareInput = {
  readonly opened_for: string;
  readonly page_authority?: string;
  readonly page_language: string;
  readonly pass_kind: string;
  readonly own_words?: string;
};

/** What is kept of number and words, on its way through the form that confirms: none of it opens anything. */
export type Kept = {
  readonly opened_for: string;
  readonly authority: string;
  readonly language: string;
  readonly lookup: string;
  readonly proof_hash: string;
  readonly public_key: string;
};

/** Number and words, shown once and kept nowhere. */
export type Prepared = { readonly number: string; readonly words: string; readonly kept: Kept };

type Speaker = { readonly openedFor: string; readonly authority: string | undefined };

/** A child's page, and that of anybody whose age is not certain, goes to who speaks for the child (Directive 2011/36/EU art. 14(2)). */
const mayBeFor = (
  { profile }: Scene,
  age: string | null,
  { openedFor, authority }: Speaker,
): Refusal<PortalRefusal> | null => {
  if (openedFor === 'person')
    return age === null || age === 'adult' ? null : refuse('guardian_needed', { field: 'opened_for' });
  if (age === 'adult') return refuse('adult_has_no_guardian', { field: 'opened_for' });
  const { authorities } = profile.consents.guardian;
  return authorities.some(({ code }) => code === authority)
    ? null
    : refuse('authority_needed', { field: 'page_authority' });
};

const wordsFor = ({
  pass_kind: kind,
  own_words: own = '',
  page_language: language,
}: PrepareInput): Outcome<string, PortalRefusal> => {
  if (kind === 'digits') return drawDigitsToRemember();
  if (kind === 'own') return areWordsStrong(own) ? own.trim() : refuse('words_too_short', { field: 'own_words' });
  const drawn = pageLanguages.find((one) => one === language);
  return drawn === undefined ? drawDigitsToRemember() : drawWords(drawn);
};

const allowed = async (scene: Scene, caseId: Uuid, speaker: Speaker) => {
  const may = mayKeepPage(scene.viewer);
  if (isRefusal(may)) return may;
  const person = await personOfCase(scene, caseId);
  if (person === null) return refuse('not_found');
  return mayBeFor(scene, person.age, speaker) ?? person;
};

/** Draws number and words with the person present. Nothing is kept until who opens the page says that she has them. */
export const preparePage = async (scene: Scene, caseId: Uuid, input: PrepareInput): Result<Prepared> => {
  const speaker = { openedFor: input.opened_for, authority: input.page_authority };
  const person = await allowed(scene, caseId, speaker);
  if (isRefusal(person)) return person;
  const words = wordsFor(input);
  if (isRefusal(words)) return words;
  const number = drawNumber();
  const keys = await pageKeys(number, words);
  if (keys === 'busy') return refuse('busy');
  const { lookup, proofHash, publicKey } = keptOf(keys);
  for (const secret of [keys.proof, keys.seed]) secret.fill(0);
  return {
    ...{ number: grouped(number), words },
    kept: {
      ...{ opened_for: input.opened_for, authority: input.page_authority ?? '', language: input.page_language },
      lookup: lookup.toString('hex'),
      proof_hash: proofHash.toString('hex'),
      public_key: publicKey.toString('hex'),
    },
  };
};

const end = async (
  scene: Scene,
  page: Pick<OwnPage, 'id' | 'caseId' | 'personId'>,
  it: { readonly how: 'service' | 'replaced'; readonly version: number | null },
): Promise<boolean> => {
  const { staffId } = scene.viewer;
  if (!(await closePage(scene.tx, { ...it, id: page.id, by: staffId, at: scene.clock.now() }))) return false;
  const subject = { kind: 'own_page', id: page.id };
  const { caseId, personId } = page;
  scene.emit({ type: 'portal.own_page_closed', subject, caseId, personId, data: { how: it.how } });
  return true;
};

/** Opens the page whose number and words the person has. A page that was open before is closed: its number is of no use any more. */
export const openPage = async (scene: Scene, caseId: Uuid, kept: Kept): Result<{ pageId: Uuid; caseId: Uuid }> => {
  const speaker = { openedFor: kept.opened_for, authority: kept.authority };
  const person = await allowed(scene, caseId, speaker);
  if (isRefusal(person)) return person;
  const before = (await pagesOfCase(scene.tx, caseId)).find(({ state }) => state === 'open');
  if (before) await end(scene, before, { how: 'replaced', version: null });
  const { personId, organisationId } = person;
  const id = newId();
  await insertPage(scene.tx, {
    ...{ id, caseId, personId, organisationId, openedFor: kept.opened_for, language: kept.language, kind: keyKind },
    authority: kept.opened_for === 'person' ? null : kept.authority,
    lookup: Buffer.from(kept.lookup, 'hex'),
    proofHash: Buffer.from(kept.proof_hash, 'hex'),
    publicKey: Buffer.from(kept.public_key, 'hex'),
    at: scene.clock.now(),
    by: scene.viewer.staffId,
  });
  const subject = { kind: 'own_page', id };
  scene.emit({ type: 'portal.own_page_opened', subject, caseId, personId, data: { for: kept.opened_for } });
  return { pageId: id, caseId };
};

/** Closes a page: its number and words open nothing from now on, and what was sealed for the person goes. */
export const shutPage = async (
  scene: Scene,
  pageId: Uuid,
  version: string | null,
): Result<{ pageId: Uuid; caseId: Uuid }> => {
  const may = mayKeepPage(scene.viewer);
  if (isRefusal(may)) return may;
  const page = await findPage(scene.tx, pageId);
  if (page === null) return refuse('not_found');
  if (page.state === 'closed') return refuse('already_closed');
  return (await end(scene, page, { how: 'service', version: version === null ? null : Number(version) }))
    ? { pageId, caseId: page.caseId }
    : refuse('changed_meanwhile');
};

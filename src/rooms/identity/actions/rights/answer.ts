import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Compartment } from '../../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type Opened, openIdentity } from '../../actions.ts';
import { mayAnswer, mayTake } from '../../access/rights.ts';
import type { IdentityRefusal } from '../../facts.ts';
import type { RightsRefusal } from '../../facts/rights.ts';
import { type AnswerPart, decisionHolds, groundsFor, marksOf, partsOfAnswer, unread } from '../../rules/rights.ts';
import { findHolders, type Holder } from '../../store.ts';
import { consentsOfPerson, type StandingConsent } from '../../store/consents.ts';
import { type OpeningByBody, openingsByBody, type RightsRequest } from '../../store/rights.ts';
import { change, decidedNow, regimeOf, requestIn } from './requests.ts';

/** The only purpose for which texts are opened to answer a person. */
const purpose = 'access_request';

/** A request with what an answer to it is made of. */
export type Asked = {
  readonly request: RightsRequest;
  readonly parts: readonly AnswerPart[];
  readonly marks: ReadonlyMap<string, string>;
};

/** What the answer to a request is made of: what the viewer's body holds of the person, and what is known about that. */
export const partsOf = async (scene: Scene, request: RightsRequest): Promise<Asked> => {
  const holders = await findHolders(scene.tx, [request.personId]);
  const own = holders.filter(({ organisationId }) => organisationId === request.organisationId);
  const parts = partsOfAnswer(
    scene.profile,
    own.map(({ compartment }) => compartment),
  );
  return { request, parts, marks: marksOf(request.parts) };
};

const accessIn = async (scene: Scene, id: Uuid, states: readonly RightsRequest['state'][]) => {
  const request = await requestIn(scene, id, states);
  if (isRefusal(request)) return request;
  return request.kind === 'access' ? partsOf(scene, request) : refuse('not_in_this_state');
};

/** Opens a part to be read for the names of others, before anybody decides. The vault writes its line first. */
export const openPart = async (
  scene: Scene,
  vault: VaultClient,
  { requestId, part }: { readonly requestId: Uuid; readonly part: string },
): Promise<Outcome<Asked & { readonly part: string; readonly opened: Opened }, RightsRefusal | IdentityRefusal>> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const asked = await accessIn(scene, requestId, ['received']);
  if (isRefusal(asked)) return asked;
  if (!unread(asked.parts, new Map()).some(({ code }) => code === part)) return refuse('not_found');
  const { personId, caseId } = asked.request;
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: personId, compartments: [part as Compartment], purpose, about: { personId, caseId } },
  });
  return isRefusal(opened) ? opened : { ...asked, part, opened };
};

/** Notes whether a part that was read names somebody else; with the last one the officer can decide. */
export const notePart = async (
  scene: Scene,
  { requestId, part }: { readonly requestId: Uuid; readonly part: string },
  othersNamed: boolean,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const asked = await accessIn(scene, requestId, ['received']);
  if (isRefusal(asked)) return asked;
  if (!unread(asked.parts, new Map()).some(({ code }) => code === part)) return refuse('not_found');
  const marks = new Map([...asked.marks, [part, othersNamed ? 'others' : 'clear']]);
  const isRead = unread(asked.parts, marks).length === 0;
  return change(
    scene,
    asked.request,
    { state: isRead ? 'read' : 'received', parts: [...marks].map((pair) => pair.join(':')) },
    { type: 'identity.request_part_read', data: { part, mark: marks.get(part) ?? '' } },
  );
};

/** May the officer decide? When all texts were read for others' names; a body that holds none still owes an answer. */
export const isRead = ({ request, parts, marks }: Asked): boolean =>
  ['received', 'read'].includes(request.state) && unread(parts, marks).length === 0;

/** Decides part by part what the person is given, and on which ground something is withheld. */
export const decideAnswer = async (
  scene: Scene,
  requestId: Uuid,
  decisions: ReadonlyMap<string, string>,
): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const asked = await accessIn(scene, requestId, ['received', 'read']);
  if (isRefusal(asked)) return asked;
  const { request, parts, marks } = asked;
  if (!isRead(asked)) return refuse('not_in_this_state');
  const grounds = groundsFor(scene.profile, 'access', regimeOf(scene.profile, request.organisationId));
  const ruling = decisionHolds(parts, marks, { decisions, grounds });
  if (isRefusal(ruling)) return ruling;
  const kept = parts.map(({ code }) => `${code}:${decisions.get(code) ?? ''}`);
  return change(
    scene,
    request,
    { state: 'decided', parts: kept, ...decidedNow(scene) },
    { type: 'identity.request_decided', data: { parts: kept } },
  );
};

/** What a person is handed: about her and nobody else, by body and without a name of anybody at work. */
export type AnswerToPerson = {
  readonly request: RightsRequest;
  readonly decisions: ReadonlyMap<string, string>;
  readonly opened: Opened;
  readonly consents: readonly StandingConsent[];
  /** Other bodies that could have something opened, and which parts; those whose being told would harm are left out. */
  readonly recipients: readonly Holder[];
  readonly openings: readonly OpeningByBody[];
};

const isProtected =
  ({ profile }: Scene, own: Uuid) =>
  (body: Uuid): boolean =>
    body !== own && regimeOf(profile, body).erases === 'when_due';

/** Puts the answer together from what was decided, and has the texts opened that are given. */
export const assembleAnswer = async (
  scene: Scene,
  vault: VaultClient,
  requestId: Uuid,
): Promise<Outcome<AnswerToPerson, RightsRefusal | IdentityRefusal>> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const asked = await accessIn(scene, requestId, ['decided', 'handed_over']);
  if (isRefusal(asked)) return asked;
  const { request, marks: decisions, parts } = asked;
  const isGiven = (part: string): boolean => decisions.get(part) === 'give';
  const texts = parts.filter(({ isText, never, code }) => isText && never === null && isGiven(code));
  const { personId, caseId, organisationId: own } = request;
  const compartments = texts.map(({ code }) => code as Compartment);
  const about = { personId, caseId };
  const opened =
    compartments.length === 0
      ? {}
      : await openIdentity(vault, scene.viewer, { subjectId: personId, compartments, purpose, about });
  if (isRefusal(opened)) return opened;
  const guarded = isProtected(scene, own);
  const mayName = (body: Uuid): boolean => !guarded(body) || isGiven('recipients_protected');
  const holders = await findHolders(scene.tx, [personId]);
  const openings = await openingsByBody(scene.tx, [personId, caseId]);
  const isShown = (part: string): boolean => !parts.some(({ code, never }) => code === part && never !== null);
  return {
    ...{ request, decisions, opened },
    consents: isGiven('consents') ? await consentsOfPerson(scene.tx, personId) : [],
    recipients: isGiven('recipients')
      ? holders.filter((one) => one.organisationId !== own && isShown(one.compartment) && mayName(one.organisationId))
      : [],
    openings: isGiven('openings')
      ? openings.filter((one) => isShown(one.compartment) && mayName(one.organisationId))
      : [],
  };
};

/** Notes that the person has the answer. */
export const handOver = async (scene: Scene, requestId: Uuid): Promise<Outcome<{ requestId: Uuid }, RightsRefusal>> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const asked = await accessIn(scene, requestId, ['decided']);
  if (isRefusal(asked)) return asked;
  return change(scene, asked.request, { state: 'handed_over' }, { type: 'identity.answer_handed_over' });
};

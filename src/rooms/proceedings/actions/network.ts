import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import type { Confidence, InquiryPart, NodeKind } from '../facts/index.ts';
import { readLabel } from '../rules/index.ts';
import {
  insertExchange,
  insertLink,
  insertNode,
  linksOf,
  nodesOf,
  suspectsOf,
  victimsOf,
  withdrawLink,
} from '../store/index.ts';
import { bodiesOf, type Result, tell, today } from './acting.ts';
import { inquiryOf, type Noted, sealWords, writtenBy } from './inquiry.ts';

export type NodeInput = {
  readonly node_kind: string;
  readonly node_label: string;
  readonly node_platform?: string | undefined;
  readonly node_country?: string | undefined;
};

/** Enters a company, recruiter, place, handle, account or telephone under the next number; what it is called is sealed. */
export const addNode = async (scene: Scene, criminalCaseId: Uuid, input: NodeInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  const kind = input.node_kind as NodeKind;
  const platform = kind === 'handle' ? (input.node_platform ?? null) : null;
  const written = writtenBy(scene, criminalCaseId);
  const id = await insertNode(scene.tx, { ...written, kind, platform, country: input.node_country ?? null });
  await sealWords(scene, criminalCaseId, { [`node.${id}`]: input.node_label });
  tell(scene, seen, { type: 'proceedings.node_added', data: { node_kind: kind, platform } });
  return { criminalCaseId };
};

/** Every number of a case that may be linked: suspects, victims, nodes. */
const labelsOf = async (scene: Scene, criminalCaseId: Uuid): Promise<ReadonlySet<string>> => {
  const { tx } = scene;
  const all = [
    ...(await suspectsOf(tx, criminalCaseId)).map(({ number }) => `S${number}`),
    ...(await victimsOf(tx, criminalCaseId, bodiesOf(scene))).map(({ number }) => `V${number}`),
    ...(await nodesOf(tx, criminalCaseId)).map(({ number }) => `N${number}`),
  ];
  return new Set(all);
};

export type LinkInput = {
  readonly link_from: string;
  readonly link_kind: string;
  readonly link_to: string;
  readonly link_confidence: string;
  readonly link_source: string;
  readonly technology?: readonly string[] | undefined;
  readonly asserted_on: PlainDate;
};

/** Writes down that two of the case are linked: how sure, and from where. It accuses nobody, and says who wrote it. */
export const addLink = async (scene: Scene, criminalCaseId: Uuid, input: LinkInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  const known = await labelsOf(scene, criminalCaseId);
  const [from, to] = [readLabel(input.link_from), readLabel(input.link_to)];
  if (from === null || !known.has(from)) return refuse('node_unknown', { field: 'link_from' });
  if (to === null || !known.has(to)) return refuse('node_unknown', { field: 'link_to' });
  if (from === to) return refuse('link_to_itself', { field: 'link_to' });
  if (input.asserted_on > today(scene)) return refuse('day_ahead', { field: 'asserted_on' });
  const { link_kind: kind, link_source: source, technology = [], asserted_on: assertedOn } = input;
  const confidence = input.link_confidence as Confidence;
  const written = writtenBy(scene, criminalCaseId);
  await insertLink(scene.tx, { ...written, from, to, kind, confidence, source, technology, assertedOn });
  tell(scene, seen, {
    type: 'proceedings.link_added',
    data: { link: kind, confidence, link_source: source, technology: [...technology] },
  });
  return { criminalCaseId };
};

/** Withdraws a link that does not hold: it stays to be read, marked so. */
export const takeLinkBack = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly linkId: Uuid },
): Result<Noted> => {
  const seen = await inquiryOf(scene, it.criminalCaseId);
  if (isRefusal(seen)) return seen;
  const found = (await linksOf(scene.tx, it.criminalCaseId)).find(({ id }) => id === it.linkId);
  if (found === undefined) return refuse('link_unknown');
  const on = today(scene) < found.assertedOn ? found.assertedOn : today(scene);
  if (!(await withdrawLink(scene.tx, found.id, on))) return refuse('already_ended');
  tell(scene, seen, { type: 'proceedings.link_withdrawn', data: { link: found.kind } });
  return { criminalCaseId: it.criminalCaseId };
};

export type ExchangeInput = {
  readonly exchange_to: string;
  readonly exchange_purpose: string;
  readonly exchange_text: string;
};

/** Writes a note to the magistrate or to the police: the head in codes, its words sealed to the bodies of the case. */
export const addExchange = async (scene: Scene, criminalCaseId: Uuid, input: ExchangeInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  if (input.exchange_text.trim() === '') return refuse('words_needed', { field: 'exchange_text' });
  const { exchange_purpose: purpose } = input;
  const toPart = input.exchange_to as InquiryPart;
  const id = await insertExchange(scene.tx, { ...writtenBy(scene, criminalCaseId), toPart, purpose });
  await sealWords(scene, criminalCaseId, { [`exchange.${id}`]: input.exchange_text });
  tell(scene, seen, { type: 'proceedings.exchange_written', data: { exchange: purpose, case_part: toPart } });
  return { criminalCaseId };
};

import { fixedClock } from '../../../platform/clock.ts';
import {
  givePaper,
  keptOf,
  openPage,
  type PageKeys,
  pageKeys,
  readNumber,
  sendLetter,
  writeToPerson,
} from '../../../rooms/portal/index.ts';
import { inventedOwnPage } from '../own-number.ts';
import { smallPaper } from '../small-paper.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { then } from './open-report.ts';

const savteh = 'savteh.leila';

const keysToTry = async (): Promise<PageKeys> => {
  const read = readNumber(inventedOwnPage.number);
  if ('wrong' in read) throw new Error(`the number of the demonstration is wrong: ${read.wrong}`);
  const keys = await pageKeys(read.number, inventedOwnPage.words);
  if (keys === 'busy') throw new Error('nobody else derives keys while the demonstration is loaded');
  return keys;
};

type Act = { readonly name: string; readonly days: number; readonly hour: number };

const act = <T>(stage: Stage, { name, days, hour }: Act, work: (scene: StageScene) => Promise<T>): Promise<T> =>
  stage.as(`own-page/${name}`, { login: savteh, at: then(stage, days, hour), work });

/** Opened as the form that confirms opens it; only the number is not drawn, so that anybody can try it. */
const open = (stage: Stage, caseId: string, keys: PageKeys): Promise<string> =>
  act(stage, { name: 'open', days: 7, hour: 15 }, async (scene) => {
    const { lookup, proofHash, publicKey } = keptOf(keys);
    const kept = { opened_for: 'person', authority: '', language: 'fr', lookup: lookup.toString('hex') };
    const more = { proof_hash: proofHash.toString('hex'), public_key: publicKey.toString('hex') };
    return must(await openPage(scene, caseId, { ...kept, ...more })).pageId;
  });

const hello = 'Inventé : bonjour. Le rendez-vous est dans « Mes jours ». Je viens avec vous, et l’interprète aussi.';
const answer = 'Inventé : merci. Est-ce que je peux venir avec mon amie ?';

/** A person in care has a page of her own: one message each way, hers unread, and a paper. */
export const playOwnPage = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const [caseId] = supported;
  if (caseId === undefined || stage.progress.isDone('own-page/answer')) return;
  const keys = await keysToTry();
  const pageId = await open(stage, caseId, keys);
  await act(stage, { name: 'paper', days: 6, hour: 11 }, async (scene) => {
    must(await writeToPerson(scene, pageId, hello));
    const received = {
      name: 'invente.pdf',
      type: 'application/pdf',
      bytes: smallPaper('Document fictif. Rendez-vous : voir la page Mes jours.'),
    };
    return must(await givePaper(scene, pageId, { kind: 'appointment', received })).pageId;
  });
  await stage.progress.once('own-page/answer', async () => {
    const clock = fixedClock(then(stage, 1, 19));
    const sent = await sendLetter({ database: stage.portal, clock, timeZone: stage.profile.timeZone }, keys, answer);
    if (sent !== 'sent') throw new Error(`the demonstration stops at own-page/answer: ${sent}`);
    return sent;
  });
};

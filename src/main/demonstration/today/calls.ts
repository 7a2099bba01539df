import { type Instant, instantPlus } from '../../../platform/clock.ts';
import {
  closeCall,
  countCall,
  handCallOn,
  lookUpNumber,
  openCall,
  type RecordedCall,
  saveCall,
  setFlag,
  tellResource,
} from '../../../rooms/referrals/index.ts';
import { must, type Stage } from '../stage.ts';
import { then } from './open-report.ts';

const login = 'hotline.emile';
const minute = 60_000;

/** Numbers of an invented country code, which nobody has. */
const number = { typed: '+999 000 24 99', e164: null };

/** Calls of the last nights: how many days ago, at which hour, and what the record says. */
const recorded: readonly (readonly [days: number, hour: number, call: RecordedCall])[] = [
  [
    4,
    22,
    {
      ...{ call_danger: 'not_sure', call_kind: 'about_self', call_language: 'uk', call_interpreter: 'three_way' },
      ...{ call_interpreter_number: 'I-12', caller_number: number, call_back: 'yes' },
      ...{ call_back_from: '10:00', call_back_until: '12:00', call_outcomes: ['call_back_agreed'] },
      call_summary: 'Inventé : parle bas, raccroche quand une porte s’ouvre. Rappeler seulement le matin.',
      call_back_words: 'Dire que c’est la bibliothèque, et que le livre est arrivé.',
    },
  ],
  [
    2,
    3,
    {
      ...{ call_danger: 'no', call_kind: 'information', call_language: 'pt', call_back: 'no' },
      ...{ call_outcomes: ['information_given', 'resource_told'], caller_number: number },
      call_summary: 'Inventé : demande qui aide quand le patron garde les papiers.',
    },
  ],
];

const play = async (stage: Stage, at: Instant, call: RecordedCall): Promise<string> => {
  const step = `calls/${at}`;
  const { callId } = await stage.as(`${step}/open`, { login, at, work: async (scene) => must(await openCall(scene)) });
  await stage.as(`${step}/close`, {
    ...{ login, at: instantPlus(at, 12 * minute) },
    work: (scene) => closeCall(scene, { callId, answers: call }, stage.vault ?? undefined),
  });
  return callId;
};

/** One that runs now, from a number that called before, offered to the police and not answered yet. */
const playRunning = async (stage: Stage): Promise<void> => {
  const raw = {
    ...{ call_danger: ['now'], call_kind: ['about_self'], call_language: ['uk'], caller_number: [number.typed] },
    call_summary: ['Inventé : elle est dehors, près d’une gare, et a peur de rentrer.'],
  };
  const at = instantPlus(stage.now, -9 * minute);
  const { callId } = await stage.as('calls/now', { login, at, work: async (scene) => must(await openCall(scene)) });
  await stage.as('calls/now/typed', { login, at, work: (scene) => saveCall(scene, callId, raw) });
  const { vault } = stage;
  if (vault !== null)
    await stage.as('calls/now/number', { login, at, work: (scene) => lookUpNumber(scene, vault, { callId, raw }) });
  await stage.as('calls/now/offer', { login, at: stage.now, work: (scene) => handCallOn(scene, callId, 'SPJ') });
};

/** A handful of calls: silent ones, two with a record, advice on a number, and one on its way to the police. */
export const playCalls = async (stage: Stage): Promise<void> => {
  for (const [index, kind] of ['silent', 'hung_up', 'silent', 'wrong_number'].entries())
    await stage.as(`calls/apart/${index}`, {
      ...{ login, at: then(stage, index + 1, (index * 5 + 22) % 24) },
      work: (scene) => countCall(scene, kind),
    });
  const calls: string[] = [];
  for (const [days, hour, call] of recorded) calls.push(await play(stage, then(stage, days, hour), call));
  const [first = '', second = ''] = calls;
  await stage.as('calls/told', { login, at: stage.now, work: (scene) => tellResource(scene, second, 'infotraite') });
  if (stage.vault !== null)
    await stage.as('calls/flag', {
      ...{ login, at: stage.now },
      work: (scene) =>
        setFlag(scene, first, {
          ...{ flag_kind: 'somebody_listens', flag_term: 'month' },
          flag_words: 'Inventé : poser des questions à répondre par oui ou non.',
        }),
    });
  await playRunning(stage);
};

import { fixedClock } from '../../../platform/clock.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { organisationId } from '../../../rooms/directory/index.ts';
import { answer, beginWriting, type Begun, claim } from '../../../rooms/portal/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { then } from './open-report.ts';

const hotline = 'hotline.emile';

type Story = {
  readonly name: string;
  readonly door: string;
  readonly language: string;
  readonly daysAgo: number;
  readonly text: string;
};

/** Invented, and they say so in their own words. */
const stories: readonly Story[] = [
  {
    ...{ name: 'kitchen', door: 'help', language: 'ar', daysAgo: 3 },
    text: 'مُختلَق: أعمل في مطبخ مطعم كل يوم حتى الليل. صاحب العمل أخذ جواز سفري. أخاف أن أتصل بالهاتف.',
  },
  {
    ...{ name: 'site', door: 'someone', language: 'pt', daysAgo: 1 },
    text: 'Inventado: no estaleiro onde trabalho há seis homens que dormem num contentor e não recebem salário.',
  },
  {
    ...{ name: 'flat', door: 'noticed', language: 'fr', daysAgo: 9 },
    text: 'Inventé : je loue un appartement. Je vois chaque semaine d’autres jeunes femmes, et toujours le même homme à la porte.',
  },
  {
    ...{ name: 'advert', door: 'advert', language: 'en', daysAgo: 0 },
    text: 'Address of the advert: https://example.org/invented\n\nInvented: the girl in this advert looks very young.',
  },
];

/** Where no vault runs a message arrives all the same. */
const away = { receipt: () => Promise.resolve({ refused: 'vault-down' }) } as unknown as VaultClient;

const write = async (stage: Stage, story: Story): Promise<Begun> => {
  const { profile, portal, vault } = stage;
  const door = profile.messages.doors.find(({ code }) => code === story.door);
  if (door === undefined) throw new Error(`the country has no door ${story.door}`);
  const clock = fixedClock(then(stage, story.daysAgo, 21));
  const begun = await beginWriting(
    { database: portal, vault: vault ?? away, clock, timeZone: profile.timeZone },
    {
      ...{ door: story.door, language: story.language, text: story.text, file: null, days: door.answer_days },
      organisation: organisationId(profile.id, door.to),
    },
  );
  if (begun === 'busy') throw new Error('nobody else writes while the demonstration is loaded');
  return begun;
};

const said = 'مُختلَق: شكرًا لأنك كتبت. نحن هنا. هل يمكنك الخروج من العمل ساعة في يوم ما؟ لا تذكر الأسماء.';
const gloss =
  'Inventé : merci d’avoir écrit. Nous sommes là. Peux-tu sortir une heure, un jour ? Ne donne pas de noms.';

const act = (stage: Stage, name: string, work: (scene: StageScene) => Promise<string>): Promise<string> =>
  stage.as(`messages/${name}`, { login: hotline, at: then(stage, 2, 11), work });

/** Four people wrote without a name; one was answered, one is looked after, one is late, one has just come to the police. */
export const playMessages = async (stage: Stage): Promise<void> => {
  const ids = new Map<string, string>();
  for (const story of stories)
    ids.set(
      story.name,
      await stage.progress.once(`messages/${story.name}`, async () => (await write(stage, story)).id),
    );
  const ref = (name: string) => ({ id: ids.get(name) ?? '', version: null });
  await act(
    stage,
    'answer',
    async (scene) => must(await answer(scene, ref('kitchen'), { answer_text: said, answer_note: gloss })).id,
  );
  await act(stage, 'claim', async (scene) => must(await claim(scene, ref('flat'), { keeps: true })).id);
};

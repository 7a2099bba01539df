import { addMonths, instantOn } from '../../../../platform/clock.ts';
import { asProgram, type Database } from '../../../../platform/database/index.ts';
import { appendToJournal } from '../../../../platform/journal.ts';
import type { Scene } from '../../../../profile/index.ts';
import { retireCalls } from '../../store/call-words.ts';

/**
 * Ends the words of calls whose term is over (GDPR art. 5(1)(e)): what was told, name, number, what was added. Codes stay for the
 * figures. What somebody must keep for now is left alone. The vault destroys the keys some seconds later. Gives how many.
 */
export const endWordsOfCalls = ({
  database,
  clock,
  profile,
}: Pick<Scene, 'clock' | 'profile'> & { readonly database: Database }): Promise<number> =>
  asProgram(database, async (tx) => {
    const today = clock.today(profile.timeZone);
    const { kept } = profile.hotline.texts;
    const months = profile.retention.find(({ id }) => id === kept)?.months ?? null;
    if (months === null) throw new Error(`retention.json has no months for ${kept}`);
    const now = clock.now();
    const ended = await retireCalls(tx, { today, before: instantOn(addMonths(today, -months), profile.timeZone) });
    for (const { id, organisationId } of ended)
      await appendToJournal(tx, { organisationId, staffId: null, now }, [
        {
          type: 'referrals.call_words_ended',
          subject: { kind: 'call', id },
          ...{ audience: [organisationId], data: { data_class: kept } },
        },
      ]);
    return ended.length;
  });

import { asProgram, type Database } from '../platform/database/index.ts';
import { mailSender } from '../platform/mail.ts';
import type { Settings } from '../platform/config.ts';
import { staffLanguages, wordsFor } from '../platform/words.ts';
import type { Profile } from '../profile/index.ts';
import { noticeAddressOf } from '../rooms/directory/index.ts';
import type { SendMail } from '../rooms/referrals/index.ts';

const inAllLanguages = (key: string, values: Readonly<Record<string, string>>): string =>
  staffLanguages.map((language) => wordsFor(language).t(key, values)).join('\n\n');

/** What telling by mail needs: the settings of the mail, and where bodies want to be told. */
export type MailTools = { readonly settings: Settings; readonly profile: Profile; readonly database: Database };

/** Tells a body by mail that something waits: in general words, with the address of the staff site, nothing else. */
export const tellByMail = ({ settings, profile, database }: MailTools): ((organisationId: string) => Promise<void>) => {
  const send = mailSender(settings);
  return async (id) => {
    const to = await asProgram(database, (tx) => noticeAddressOf(tx, profile, id));
    if (to === null) return;
    const subject = wordsFor('en').t('casework.notice.subject');
    await send({ to, subject, text: inAllLanguages('casework.notice.text', { address: settings.casework.origin }) });
  };
};

/**
 * Tells a body that has no account here that something was handed over to it: in general words, with no address to go to. False when
 * it has no mailbox, or no mail is set up.
 */
export const tellOutsideByMail = ({ settings, profile, database }: MailTools): ((id: string) => Promise<boolean>) => {
  const send = mailSender(settings);
  return async (id) => {
    const to = await asProgram(database, (tx) => noticeAddressOf(tx, profile, id));
    const subject = wordsFor('en').t('casework.notice.outside_subject');
    return to !== null && (await send({ to, subject, text: inAllLanguages('casework.notice.outside_text', {}) }));
  };
};

/** The same for notices about reports. */
export const noticesByMail = (tools: MailTools): SendMail => {
  const tell = tellByMail(tools);
  return ({ organisationId: id }) => tell(id);
};

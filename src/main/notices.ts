import { mailSender } from '../platform/mail.ts';
import type { Settings } from '../platform/config.ts';
import { staffLanguages, wordsFor } from '../platform/words.ts';
import type { Profile } from '../profile/index.ts';
import { organisationId } from '../rooms/directory/index.ts';
import type { SendMail } from '../rooms/referrals/index.ts';

/** The mail address of a body, from the profile; null when it names none. */
const addressOf = (profile: Profile, id: string): string | null => {
  const body = profile.organisations.find((one) => organisationId(profile.id, one.code) === id);
  return body?.contacts.find((contact) => contact.type === 'email')?.value ?? null;
};

const inAllLanguages = (key: string, values: Readonly<Record<string, string>>): string =>
  staffLanguages.map((language) => wordsFor(language).t(key, values)).join('\n\n');

/** Tells a body by mail that something waits: in general words, with the address of the staff site, nothing else. */
export const tellByMail = (settings: Settings, profile: Profile): ((organisationId: string) => Promise<void>) => {
  const send = mailSender(settings);
  return async (id) => {
    const to = addressOf(profile, id);
    if (to === null) return;
    const subject = wordsFor('en').t('casework.notice.subject');
    await send({ to, subject, text: inAllLanguages('casework.notice.text', { address: settings.casework.origin }) });
  };
};

/** The same for notices about reports. */
export const noticesByMail = (settings: Settings, profile: Profile): SendMail => {
  const tell = tellByMail(settings, profile);
  return ({ organisationId: id }) => tell(id);
};

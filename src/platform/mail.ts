import { SMTPClient } from 'emailjs';
import type { Settings } from './config.ts';

/** A notice that something waits: never what, never who. */
export type Notice = { readonly to: string; readonly subject: string; readonly text: string };

/** Sends one notice; false when mail is switched off. Throws when the server does not take it (the job tries again). */
export type SendMail = (notice: Notice) => Promise<boolean>;

/** A line break would let a text write its own headers (SMTP header injection). */
const oneLine = (text: string): string => {
  if (/[\r\n]/.test(text)) throw new Error('a line break in an address or subject');
  return text;
};

/** The mail sender of the settings: `MAIL_URL` such as `smtps://user:secret@host:465`; empty: nothing is sent. */
export const mailSender = ({ mail }: Pick<Settings, 'mail'>): SendMail => {
  if (mail.url === '') return async () => false;
  const address = new URL(mail.url);
  const client = new SMTPClient({
    host: address.hostname,
    port: Number(address.port || 25),
    ...(address.username === ''
      ? {}
      : { user: decodeURIComponent(address.username), password: decodeURIComponent(address.password) }),
    ssl: address.protocol === 'smtps:',
    timeout: 10_000,
  });
  return async ({ to, subject, text }) => {
    await client.sendAsync({ from: mail.from, to: oneLine(to), subject: oneLine(subject), text });
    return true;
  };
};

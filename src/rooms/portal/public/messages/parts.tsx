import type { VNode } from 'preact';
import type { MessageDoorCode } from '../../facts/message-forms.ts';
import { messagesPath } from '../assets.ts';
import type { TextKey } from '../languages.ts';
import { FieldNote, OwnNote, T } from '../own/parts.tsx';
import type { Visit } from '../visit.ts';

/** The address of one of these pages, by its number. */
export const hrefIn = ({ language }: Visit, place = ''): string => `/${language.code}${messagesPath}${place}`;

/** The doors, in the order of their pages. */
export const doorPlaces: Readonly<Record<MessageDoorCode, string>> = {
  ...{ help: '/1', someone: '/2', noticed: '/3', advert: '/4' },
};

/** Why something was not sent, or what was done. */
export type MessageNote =
  | 'empty'
  | 'long'
  | 'file'
  | 'early'
  | 'busy'
  | 'unread'
  | 'enough'
  | 'digits'
  | 'sent'
  | 'kept'
  | 'report';

const notes: Readonly<Record<MessageNote, TextKey>> = {
  empty: 'own.wrong.empty',
  long: 'own.wrong.long',
  file: 'msg.wrong.file',
  early: 'msg.wrong.early',
  busy: 'msg.wrong.busy',
  unread: 'msg.wrong.unread',
  enough: 'own.wrong.enough',
  digits: 'msg.kept.wrong',
  sent: 'own.done.sent',
  kept: 'msg.kept.done',
  report: 'msg.erase.no',
};
const good: readonly MessageNote[] = ['sent', 'kept'];

/** What happened, said first. */
export const Said = ({ note, visit }: { note: MessageNote | undefined; visit: Visit }): VNode | null =>
  note === undefined ? null : <OwnNote of={notes[note]} visit={visit} good={good.includes(note)} />;

/** The sentence that stands beside a field as well, when the note is about that field. */
export const faultOf = (note: MessageNote | undefined, ...about: readonly MessageNote[]): TextKey | undefined =>
  note !== undefined && about.includes(note) ? notes[note] : undefined;

/** What a field with a fault tells a screen reader. */
export const faulty = (
  id: string,
  fault: TextKey | undefined,
): { readonly 'aria-invalid'?: 'true'; readonly 'aria-describedby'?: string } =>
  fault === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': id };

/** A form's ticket, and the place where a browser with script puts the work it did. */
export type FormTicket = { readonly ticket: string; readonly bits: number };

/** The field for a file, with what is done to it. */
export const FileField = ({ visit, note }: { visit: Visit; note?: MessageNote | undefined }): VNode => (
  <>
    <label for="file">
      <T of="msg.file" visit={visit} />
      <span class="hint">
        <T of="msg.file.hint" visit={visit} />
      </span>
    </label>
    <FieldNote id="file-fault" of={faultOf(note, 'file')} visit={visit} />
    <input
      id="file"
      name="file"
      type="file"
      accept="image/jpeg,image/png,image/webp,audio/*"
      {...faulty('file-fault', faultOf(note, 'file'))}
    />
  </>
);

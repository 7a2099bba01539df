import type { Profile } from '../../../../profile/index.ts';
import { idOfBody } from '../../../directory/index.ts';
import { type MessageDoorCode, messageDoors } from '../../facts/message-forms.ts';
import type { Door } from './asked.tsx';

/** Which body receives what comes by which door, and by when it answers. Throws when the country leaves one out. */
export const messageDoorsOf = (profile: Profile): Readonly<Record<MessageDoorCode, Door>> => {
  const doorOf = (asked: MessageDoorCode): Door => {
    const door = profile.messages.doors.find(({ code }) => code === asked);
    if (door === undefined) throw new Error(`messages.json names nobody who receives ${asked}`);
    return { body: door.to, organisation: idOfBody(profile, door.to), days: door.answer_days };
  };
  const entries = messageDoors.map((code) => [code, doorOf(code)] as const);
  return Object.fromEntries(entries) as Record<MessageDoorCode, Door>;
};

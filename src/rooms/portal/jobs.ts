/** What the room's job works with: a notice without any content to a body. */
export type NotifyTools = { readonly tellBody: (organisationId: string) => Promise<void> };

type Task = (payload: Readonly<Record<string, string | number>>) => Promise<void>;

/** What happens by itself in this room: a body is told that a message waits, in the words of every notice. */
export const portalTasks = ({ tellBody }: NotifyTools): Readonly<Record<string, Task>> => ({
  'portal:notify': async ({ organisationId }) => {
    if (typeof organisationId === 'string') await tellBody(organisationId);
  },
});

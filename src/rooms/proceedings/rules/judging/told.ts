import type { PlainDate } from '../../../../platform/clock.ts';
import type { Profile, VictimNoticeKind } from '../../../../profile/index.ts';

/** Something that happened in a case of which victims may have to be told: `opened`, `dismiss`, `hearing`, `judgment`… */
export type Happened = { readonly event: string; readonly on: PlainDate };

/** What a victim was told, and what she asked to be told. */
export type ToldSoFar = {
  readonly told: readonly { readonly notice: string; readonly on: PlainDate }[];
  readonly wishes: readonly string[];
};

/** A notice that is owed to a victim since a day. */
export type DueNotice = { readonly notice: VictimNoticeKind; readonly since: PlainDate };

/**
 * Notices owed to a victim: from the outset and of one's own accord always (CPP art. 4-1(3)), others when she asked. One that was given
 * on or after the day of what happened is no longer owed; of several days the first still open counts.
 */
export const dueNotices = (
  profile: Profile,
  happened: readonly Happened[],
  { told, wishes }: ToldSoFar,
): readonly DueNotice[] =>
  profile.justice.notices.flatMap((notice) => {
    if (notice.when === 'on_request' && !wishes.includes(notice.code)) return [];
    const open = happened
      .filter(({ event }) => event === notice.follows)
      .filter(({ on }) => !told.some((one) => one.notice === notice.code && one.on >= on))
      .map(({ on }) => on)
      .toSorted();
    const [since] = open;
    return since === undefined ? [] : [{ notice, since }];
  });

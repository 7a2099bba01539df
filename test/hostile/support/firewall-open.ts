import { isRefusal } from '../../../src/platform/outcome.ts';
import { compartments } from '../../../src/platform/sealing/wraps.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { FirewallStory, Told } from './firewall-story.ts';

/** Everything something may be sealed of, by a name of its own. */
export const subjectsOf = ({ presumed, stay, own }: FirewallStory): Readonly<Record<string, string>> => {
  const parts = (name: string, { personId, reportId, caseId }: Told) => ({
    ...{ [`${name} person`]: personId, [`${name} report`]: reportId, [`${name} case`]: caseId },
  });
  return {
    ...{ ...parts('presumed', presumed), ...parts('stay', stay), ...parts('own', own) },
    ...{ 'presumed notice': presumed.noticeId, 'stay notice': stay.noticeId },
  };
};

/** Purposes of nobody in immigration; asked for all the same. */
const others = ['identify', 'support'];

/** Asks the vault for every part of every subject for every purpose one might name; gives what it opened. */
export const openEverything = async (story: FirewallStory, viewer: Viewer): Promise<readonly string[]> => {
  const { context, mac } = viewer;
  const opened: string[] = [];
  for (const [name, subjectId] of Object.entries(subjectsOf(story)))
    for (const compartment of compartments)
      for (const purpose of [...new Set([...viewer.purposes, ...others])]) {
        const asked = { context, mac, subjectId, compartments: [compartment], purpose, reason: 'test' };
        const answer = await story.vault.open(asked);
        if (!isRefusal(answer)) opened.push(`${name} ${compartment} ${purpose}`);
      }
  return opened;
};

/** Asks the vault to let another body in, by every ground there is; gives what it did. */
export const shareEverything = async (story: FirewallStory, viewer: Viewer, to: string): Promise<readonly string[]> => {
  const { context, mac } = viewer;
  const shared: string[] = [];
  for (const [name, subjectId] of Object.entries(subjectsOf(story)))
    for (const { id } of story.world.profile.bases) {
      const basis = { kind: 'law', code: id } as const;
      const wanted = { context, mac, subjectId, compartments: ['identity' as const], toOrganisationId: to, basis };
      if (!isRefusal(await story.vault.share(wanted))) shared.push(`${name} by ${id}`);
    }
  return shared;
};

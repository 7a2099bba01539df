import type { Code, CodeSource } from '../../../platform/form/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { assistanceLists } from '../facts.ts';

const services = (profile: Profile): readonly Code[] =>
  profile.services.map(({ id, names }) => ({ code: id, label: names }));

/** The teams behind the one contact: the units of the bodies that support, or such a body itself where it has none. */
export const teamsOf = (profile: Profile): readonly Code[] =>
  profile.organisationsPlaying('supports').flatMap((body) => {
    const units = profile.unitsOf(body.code);
    return (units.length === 0 ? [body] : units).map(({ code, names }) => ({ code, label: names }));
  });

/** Bodies that may sit at a conference: those that work in the program. */
const bodiesOf = (profile: Profile): readonly Code[] =>
  profile.organisations.filter(({ accounts }) => accounts).map(({ code, names }) => ({ code, label: names }));

/** The lists this room adds: services of the law and teams from the profile, and the core's own. */
export const withAssistanceLists = (profile: Profile, codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>([
    ['support-services', services(profile)],
    ['support-teams', teamsOf(profile)],
    ['conference-bodies', bodiesOf(profile)],
    ['packet-facts', profile.assistance.packets.facts.map(({ code, names }) => ({ code, label: names }))],
    ['packet-purposes', profile.assistance.packets.purposes.map(({ id, names }) => ({ code: id, label: names }))],
    ...Object.entries(assistanceLists).map(
      ([list, known]) => [list, ownCodes(known, (code) => `assistance.code.${list}.${code}`)] as const,
    ),
  ]);
  return (list) => own.get(list) ?? codes(list);
};

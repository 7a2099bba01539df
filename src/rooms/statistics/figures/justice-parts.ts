import type { Profile } from '../../../profile/index.ts';
import type { PublishedDimension } from '../facts.ts';

/* Parts that figures about justice put together; each figure shows its query whole. */

/** How sources name forms of exploitation, as the qualifications that stand for them. */
export const byForm = (breakdown: string): PublishedDimension => ({
  breakdown,
  codes: { labour: ['thb_labour'], sexual: ['thb_sexual'], begging: ['thb_begging'] },
});

/** How sources name citizenships, as groups of countries. A citizen of this country is one of the Union. */
export const byCitizenship: PublishedDimension = {
  breakdown: 'citizens',
  codes: { EU: ['eu', 'national'], 'non-EU': ['third_country', 'eea_switzerland', 'stateless'], unknown: ['unknown'] },
};

/** What a case was taken for anew, the last word first: by the day it speaks of, then by the moment it was written down. */
export const lastQualification = `changed as (
  select distinct on (e.subject_id) e.subject_id, e.id, e.data ->> 'qualification' as qualification
  from journal.event_published e
  where e.type = 'proceedings.requalified'
  order by e.subject_id, (e.data ->> 'on')::date desc, e.at desc, e.id desc
)`;

/**
 * What stands about each accused: the highest instance that decided, and of one instance what was written down last, since a
 * correction stands in for what it corrects. A conviction counts where an offence of trafficking was retained.
 */
export const standingDecisions = `standing as (
  select distinct on (e.subject_id, e.data ->> 'accused') e.id, e.subject_id, (e.data ->> 'on')::date as day,
    e.data ->> 'verdict' = 'convicted' and e.data -> 'offences' ?| $core::text[] as convicted,
    e.data ->> 'citizens' as citizens, e.data ->> 'suspension' as suspension, e.data ->> 'instance' as instance,
    case when (e.data ->> 'months')::int < 12 then 'below_12' when (e.data ->> 'months')::int < 24 then 'from_12'
      when (e.data ->> 'months')::int < 36 then 'from_24' else 'from_36' end as length
  from journal.event_published e
  where e.type in ('proceedings.judged', 'proceedings.judgment_corrected')
  order by e.subject_id, e.data ->> 'accused', array_position(array['cassation', 'appeal', 'first'], e.data ->> 'instance'), e.at desc, e.id desc
),
taken as (
  select o.subject_id, coalesce(c.qualification, o.data ->> 'qualification') as form
  from journal.event_published o left join changed c on c.subject_id = o.subject_id
  where o.type = 'proceedings.opened'
)`;

/** After which events decisions may be counted otherwise. */
export const decisionsChange = ['proceedings.judged', 'proceedings.judgment_corrected', 'proceedings.requalified'];

/** The offences that are trafficking itself, in every version of the Code. */
export const coreOffences = ({ offences }: Profile): readonly string[] =>
  offences.offences.filter(({ role }) => role === 'core').map(({ id }) => id);

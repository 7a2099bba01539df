-- Columns that hold codes refuse everything that could be a name or a sentence: no space, no quote, no @.
do $$ declare part text[]; name text; begin
  foreach part slice 1 in array array[
    ['security.credential', 'transports'],
    ['referrals.report_person', 'citizenships languages forms barriers'],
    ['referrals.report_person_needs', 'special_needs communication_aids'],
    ['referrals.report_person_residence', 'document_kinds'],
    ['referrals.period', 'control_means'],
    ['referrals.exploiter', 'languages'],
    ['referrals.report_indicator', 'noticed_where'],
    ['referrals.interview_circumstances', 'persons_present conditions'],
    ['referrals.share', 'compartments'],
    ['cases.case_file', 'flags'],
    ['cases.case_access', 'compartments purposes'],
    ['cases.support_referral', 'compartments'],
    ['identification.interview', 'persons_present conditions needs'],
    ['identification.decision', 'reasons indicators'],
    ['identification.palermo_view', 'acts means purposes national_elements'],
    ['identification.rights_told', 'rights obligations'],
    ['identification.minister_notice', 'fields'],
    ['identification.stay_report', 'fields']] loop
    foreach name in array string_to_array(part[2], ' ') loop
      execute format('alter table %s add constraint %I check (%I::text ~ ''^\{[A-Za-z0-9_.:/,-]*\}$'')', part[1], name || '_codes', name);
    end loop;
  end loop;
  foreach part slice 1 in array array[
    ['referrals.report_person', 'interpreter_language'],
    ['referrals.person_consent', 'explained_in'],
    ['referrals.period', 'sector'],
    ['referrals.place', 'country commune'],
    ['referrals.exploiter', 'citizenship whereabouts_country'],
    ['referrals.interview_circumstances', 'interpreter_language'],
    ['referrals.snapshot', 'language'],
    ['referrals.change', 'old_value new_value'],
    ['identity.sealed_field', 'compartment'],
    ['identification.decision', 'from_state to_state'],
    ['identification.minister_notice', 'reference status'],
    ['identification.stay_report', 'status_at_that_moment'],
    ['journal.event', 'type subject_kind']] loop
    foreach name in array string_to_array(part[2], ' ') loop
      execute format('alter table %s add constraint %I check (%I ~ ''^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,119}$'')', part[1], name || '_code', name);
    end loop;
  end loop;
end $$;
alter table security.credential add constraint handle_code check (handle ~ '^[A-Za-z0-9_-]+$');

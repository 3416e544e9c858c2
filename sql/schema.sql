-- The whole schema, for reading: generated from chapters/ and migrations/ by PostgreSQL 15's pg_dump. Not edited
-- and not run. Sorted by kind of object, then by name. To write it anew:
-- WRITE_SCHEMA=1 npm test -- test/db/schema.server.test.ts

-- SCHEMA commonground
CREATE SCHEMA commonground;

-- TYPE place_precision
CREATE TYPE commonground.place_precision AS ENUM (
    'exact',
    'snapped',
    'area',
    'hexagon'
);

-- TYPE time_precision
CREATE TYPE commonground.time_precision AS ENUM (
    'minute',
    'hour',
    'day',
    'month'
);

-- TABLE account
CREATE TABLE commonground.account (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text DEFAULT 'person'::text NOT NULL,
    name text NOT NULL,
    email text,
    sample boolean DEFAULT false NOT NULL,
    password_hash text,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_email_check CHECK (((email ~ '^[a-z0-9._%+''-]+@[a-z0-9.-]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT account_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'operator'::text]))),
    CONSTRAINT account_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 120)))
);

-- TABLE action
CREATE TABLE commonground.action (
    id integer NOT NULL,
    hotspot_id integer NOT NULL,
    agency_id smallint NOT NULL,
    person text NOT NULL,
    what text NOT NULL,
    starts_on date NOT NULL,
    due_on date NOT NULL,
    hours numeric(8,1) DEFAULT 0 NOT NULL,
    pounds numeric(12,2) DEFAULT 0 NOT NULL,
    measure text NOT NULL,
    baseline numeric(14,2) NOT NULL,
    target numeric(14,2) NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    state_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT action_check CHECK ((due_on >= starts_on)),
    CONSTRAINT action_hours_check CHECK ((hours >= (0)::numeric)),
    CONSTRAINT action_measure_check CHECK (((length(TRIM(BOTH FROM measure)) >= 1) AND (length(TRIM(BOTH FROM measure)) <= 500))),
    CONSTRAINT action_person_check CHECK (((length(TRIM(BOTH FROM person)) >= 1) AND (length(TRIM(BOTH FROM person)) <= 120))),
    CONSTRAINT action_pounds_check CHECK ((pounds >= (0)::numeric)),
    CONSTRAINT action_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'in_progress'::text, 'blocked'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT action_state_reason_check CHECK ((length(state_reason) <= 1000)),
    CONSTRAINT action_what_check CHECK (((length(TRIM(BOTH FROM what)) >= 1) AND (length(TRIM(BOTH FROM what)) <= 2000)))
);

-- TABLE action_proposal
CREATE TABLE commonground.action_proposal (
    id integer NOT NULL,
    action_id integer NOT NULL,
    agency_id smallint NOT NULL,
    version integer NOT NULL,
    changes jsonb NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT action_proposal_answer_check CHECK ((length(answer) <= 1000)),
    CONSTRAINT action_proposal_changes_check CHECK (((jsonb_typeof(changes) = 'object'::text) AND (changes <> '{}'::jsonb))),
    CONSTRAINT action_proposal_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT action_proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);

-- TABLE agency
CREATE TABLE commonground.agency (
    id smallint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT agency_id_check CHECK (((id >= 1) AND (id <= 8000))),
    CONSTRAINT agency_kind_check CHECK ((kind = ANY (ARRAY['police'::text, 'council'::text, 'nhs'::text, 'ambulance'::text, 'fire'::text, 'probation'::text, 'drug_service'::text, 'housing'::text, 'other'::text]))),
    CONSTRAINT agency_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT agency_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

-- TABLE agreement
CREATE TABLE commonground.agreement (
    id integer NOT NULL,
    provider_id smallint NOT NULL,
    audience text NOT NULL,
    recipient_id smallint,
    level text NOT NULL,
    kinds text[] NOT NULL,
    max_sensitivity smallint NOT NULL,
    resolution smallint,
    threshold smallint,
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    review_on date NOT NULL,
    proposed_by smallint NOT NULL,
    proposed_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by smallint,
    revoked_why text DEFAULT ''::text NOT NULL,
    CONSTRAINT agreement_audience_check CHECK ((audience = ANY (ARRAY['agency'::text, 'partners'::text, 'public'::text]))),
    CONSTRAINT agreement_check CHECK ((ends_on >= starts_on)),
    CONSTRAINT agreement_check1 CHECK (((review_on >= starts_on) AND (review_on <= ends_on))),
    CONSTRAINT agreement_check2 CHECK (((audience = 'agency'::text) = (recipient_id IS NOT NULL))),
    CONSTRAINT agreement_check3 CHECK ((recipient_id <> provider_id)),
    CONSTRAINT agreement_check4 CHECK (((audience = 'public'::text) = (level = 'release'::text))),
    CONSTRAINT agreement_check5 CHECK (((level = 'cell'::text) = ((resolution IS NOT NULL) AND (threshold IS NOT NULL)))),
    CONSTRAINT agreement_check6 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
    CONSTRAINT agreement_kinds_check CHECK (((cardinality(kinds) > 0) AND (kinds <@ ARRAY['crime'::text, 'asb'::text, 'alcohol'::text, 'needle_find'::text]))),
    CONSTRAINT agreement_legal_basis_check CHECK (((length(TRIM(BOTH FROM legal_basis)) >= 1) AND (length(TRIM(BOTH FROM legal_basis)) <= 1000))),
    CONSTRAINT agreement_level_check CHECK ((level = ANY (ARRAY['point'::text, 'cell'::text, 'release'::text]))),
    CONSTRAINT agreement_max_sensitivity_check CHECK (((max_sensitivity >= 0) AND (max_sensitivity <= 3))),
    CONSTRAINT agreement_purpose_check CHECK (((length(TRIM(BOTH FROM purpose)) >= 1) AND (length(TRIM(BOTH FROM purpose)) <= 1000))),
    CONSTRAINT agreement_resolution_check CHECK (((resolution >= 6) AND (resolution <= 9))),
    CONSTRAINT agreement_revoked_why_check CHECK ((length(revoked_why) <= 1000)),
    CONSTRAINT agreement_threshold_check CHECK (((threshold >= 1) AND (threshold <= 100)))
);

-- TABLE agreement_party
CREATE TABLE commonground.agreement_party (
    agreement_id integer NOT NULL,
    agency_id smallint NOT NULL,
    accepted_by uuid NOT NULL,
    accepted_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone
);

-- TABLE alert
CREATE TABLE commonground.alert (
    id integer DEFAULT commonground.unused_id('alert'::text) NOT NULL,
    agency_id smallint NOT NULL,
    dataset_id integer NOT NULL,
    kind smallint NOT NULL,
    sensitivity smallint NOT NULL,
    area_id integer,
    signal text NOT NULL,
    day date NOT NULL,
    n integer NOT NULL,
    finds integer,
    usual double precision NOT NULL,
    held_to smallint NOT NULL,
    p double precision NOT NULL,
    level double precision NOT NULL,
    data_version bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    taken_back_at timestamp with time zone,
    look text NOT NULL,
    since date NOT NULL,
    once_in_days double precision NOT NULL,
    CONSTRAINT alert_check CHECK (((p >= (0)::double precision) AND (p <= level))),
    CONSTRAINT alert_check1 CHECK (((signal = 'needles'::text) = (finds IS NOT NULL))),
    CONSTRAINT alert_check2 CHECK (((signal = 'incidents'::text) OR (kind = 3))),
    CONSTRAINT alert_check3 CHECK (((since <= day) AND ((look = 'day'::text) = (since = day)))),
    CONSTRAINT alert_check4 CHECK (((signal = 'incidents'::text) OR (look = 'day'::text))),
    CONSTRAINT alert_finds_check CHECK ((finds > 0)),
    CONSTRAINT alert_held_to_check CHECK ((held_to > 0)),
    CONSTRAINT alert_kind_check CHECK (((kind >= 0) AND (kind <= 3))),
    CONSTRAINT alert_level_check CHECK (((level > (0)::double precision) AND (level < (1)::double precision))),
    CONSTRAINT alert_look_check CHECK ((look = ANY (ARRAY['day'::text, 'week'::text, 'rise'::text]))),
    CONSTRAINT alert_n_check CHECK ((n > 0)),
    CONSTRAINT alert_once_in_days_check CHECK ((once_in_days > (0)::double precision)),
    CONSTRAINT alert_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3))),
    CONSTRAINT alert_signal_check CHECK ((signal = ANY (ARRAY['incidents'::text, 'needles'::text]))),
    CONSTRAINT alert_usual_check CHECK ((usual >= (0)::double precision))
);

-- TABLE area
CREATE TABLE commonground.area (
    id integer NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    outline public.geometry(MultiPolygon,4326) NOT NULL,
    CONSTRAINT area_kind_check CHECK ((kind = ANY (ARRAY['district'::text, 'ward'::text, 'custom'::text]))),
    CONSTRAINT area_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT area_outline_check CHECK ((public.st_isvalid(outline) AND (NOT public.st_isempty(outline)))),
    CONSTRAINT area_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

-- TABLE area_piece
CREATE TABLE commonground.area_piece (
    area_id integer NOT NULL,
    piece public.geometry(Polygon,4326) NOT NULL
);

-- TABLE area_set
CREATE TABLE commonground.area_set (
    id smallint NOT NULL,
    areas integer[] NOT NULL,
    CONSTRAINT area_set_id_check CHECK ((id >= 0))
);

-- TABLE audit_event
CREATE TABLE commonground.audit_event (
    id bigint NOT NULL,
    reference integer DEFAULT commonground.unused_id('audit_event'::text, 'reference'::text) NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    agency_id smallint,
    event text NOT NULL,
    outcome text NOT NULL,
    concerns smallint[] NOT NULL,
    about jsonb NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_event_about_check CHECK ((jsonb_typeof(about) = 'object'::text)),
    CONSTRAINT audit_event_event_check CHECK ((event ~ '^[a-z_]+\.[a-z_]+$'::text)),
    CONSTRAINT audit_event_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);

-- TABLE audit_head
CREATE TABLE commonground.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    last_id bigint NOT NULL,
    last_hash bytea NOT NULL,
    CONSTRAINT audit_head_only_row_check CHECK (only_row)
);

-- TABLE backfill
CREATE TABLE commonground.backfill (
    name text NOT NULL,
    after bigint DEFAULT 0 NOT NULL
);

-- TABLE change
CREATE TABLE commonground.change (
    version bigint NOT NULL,
    kind text NOT NULL,
    import_id integer,
    incident_id bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT change_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'undo'::text, 'find'::text, 'closed'::text, 'coarsened'::text, 'areas'::text])))
);

-- TABLE change_row
CREATE TABLE commonground.change_row (
    version bigint NOT NULL,
    cell bigint,
    local_day date NOT NULL,
    month_only boolean NOT NULL,
    type_id smallint NOT NULL,
    share_key smallint NOT NULL,
    delta integer NOT NULL,
    edge_cells bigint[],
    area_set_id smallint DEFAULT 0 NOT NULL
);

-- TABLE closed_count
CREATE TABLE commonground.closed_count (
    agency_id smallint NOT NULL,
    kind smallint NOT NULL,
    month date NOT NULL,
    sensitivity smallint NOT NULL,
    cell bigint NOT NULL,
    revision integer NOT NULL,
    n integer NOT NULL,
    counted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT closed_count_n_check CHECK ((n >= 0)),
    CONSTRAINT closed_count_revision_check CHECK ((revision > 0)),
    CONSTRAINT closed_count_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3)))
);

-- TABLE closed_month
CREATE TABLE commonground.closed_month (
    agency_id smallint NOT NULL,
    kind smallint NOT NULL,
    month date NOT NULL,
    resolution smallint NOT NULL,
    by_area boolean DEFAULT false NOT NULL,
    CONSTRAINT closed_month_kind_check CHECK (((kind >= 0) AND (kind <= 3))),
    CONSTRAINT closed_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT closed_month_resolution_check CHECK (((resolution >= 6) AND (resolution <= 9)))
);

-- TABLE data_version
CREATE TABLE commonground.data_version (
    only_row boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT data_version_only_row_check CHECK (only_row)
);

-- TABLE dataset
CREATE TABLE commonground.dataset (
    id integer NOT NULL,
    agency_id smallint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    mapping jsonb,
    sensitivity smallint DEFAULT 1 NOT NULL,
    CONSTRAINT dataset_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT dataset_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3))),
    CONSTRAINT dataset_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

-- TABLE delivery
CREATE TABLE commonground.delivery (
    dataset_id integer NOT NULL,
    month date NOT NULL,
    import_id integer NOT NULL,
    rows integer NOT NULL,
    CONSTRAINT delivery_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT delivery_rows_check CHECK ((rows > 0))
);

-- TABLE delivery_reminder
CREATE TABLE commonground.delivery_reminder (
    id bigint NOT NULL,
    dataset_id integer NOT NULL,
    quarter date NOT NULL,
    why text NOT NULL,
    agency_id smallint,
    account_id uuid,
    reminded_on date NOT NULL,
    people integer NOT NULL,
    CONSTRAINT delivery_reminder_check CHECK ((((why = 'asked'::text) = (agency_id IS NOT NULL)) AND ((agency_id IS NULL) = (account_id IS NULL)))),
    CONSTRAINT delivery_reminder_people_check CHECK ((people >= 0)),
    CONSTRAINT delivery_reminder_quarter_check CHECK ((quarter = (date_trunc('quarter'::text, (quarter)::timestamp with time zone))::date)),
    CONSTRAINT delivery_reminder_why_check CHECK ((why = ANY (ARRAY['due_soon'::text, 'missing'::text, 'asked'::text])))
);

-- TABLE find
CREATE TABLE commonground.find (
    incident_id bigint NOT NULL,
    agency_id smallint NOT NULL,
    client_uuid uuid NOT NULL,
    content_hash text NOT NULL,
    accuracy real,
    count_text text NOT NULL,
    place_type text,
    outcome text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    device_time timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    account_id uuid,
    CONSTRAINT find_accuracy_check CHECK ((accuracy >= (0)::double precision)),
    CONSTRAINT find_count_text_check CHECK ((length(count_text) <= 40)),
    CONSTRAINT find_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT find_outcome_check CHECK ((outcome = ANY (ARRAY['made_safe'::text, 'needs_collection'::text, 'nothing_found'::text]))),
    CONSTRAINT find_place_type_check CHECK ((place_type = ANY (ARRAY['park'::text, 'play_area'::text, 'public_toilet'::text, 'car_park'::text, 'stairwell'::text, 'alley'::text, 'waterway'::text, 'housing_land'::text, 'doorway'::text, 'other'::text])))
);

-- TABLE history
CREATE TABLE commonground.history (
    subject text NOT NULL,
    subject_id text NOT NULL,
    place integer NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    account text,
    agency_id smallint,
    owner_id smallint,
    of_table text NOT NULL,
    row_key text NOT NULL,
    verb text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    CONSTRAINT history_after_check CHECK ((jsonb_typeof(after) = 'object'::text)),
    CONSTRAINT history_before_check CHECK ((jsonb_typeof(before) = 'object'::text)),
    CONSTRAINT history_place_check CHECK ((place > 0)),
    CONSTRAINT history_subject_check CHECK ((subject = ANY (ARRAY['hotspot'::text, 'action'::text, 'agreement'::text, 'import'::text, 'dataset'::text, 'retention'::text, 'sources'::text, 'membership'::text, 'identity_provider'::text, 'partnership'::text, 'agency'::text, 'area'::text, 'residents'::text, 'landmark'::text, 'public_order'::text, 'planned_release'::text]))),
    CONSTRAINT history_verb_check CHECK ((verb = ANY (ARRAY['begin'::text, 'insert'::text, 'update'::text, 'delete'::text])))
);

-- TABLE hotspot
CREATE TABLE commonground.hotspot (
    id integer NOT NULL,
    agency_id smallint NOT NULL,
    name text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    resolution smallint NOT NULL,
    cells bigint[] NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT hotspot_cells_check CHECK (((cardinality(cells) >= 1) AND (cardinality(cells) <= 500))),
    CONSTRAINT hotspot_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 120))),
    CONSTRAINT hotspot_note_check CHECK ((length(note) <= 4000)),
    CONSTRAINT hotspot_resolution_check CHECK (((resolution >= 6) AND (resolution <= 11))),
    CONSTRAINT hotspot_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'adopted'::text, 'watched'::text, 'closed'::text])))
);

-- TABLE hotspot_count
CREATE TABLE commonground.hotspot_count (
    hotspot_id integer NOT NULL,
    provider_id smallint NOT NULL,
    kind smallint NOT NULL,
    sensitivity smallint,
    first_sensitivity smallint,
    last_sensitivity smallint,
    resolution smallint,
    threshold smallint,
    n integer NOT NULL,
    take smallint DEFAULT 1 NOT NULL,
    CONSTRAINT hotspot_count_check CHECK ((num_nulls(first_sensitivity, last_sensitivity, resolution, threshold) =
CASE
    WHEN (sensitivity IS NULL) THEN 0
    ELSE 4
END)),
    CONSTRAINT hotspot_count_kind_check CHECK (((kind >= 0) AND (kind <= 3))),
    CONSTRAINT hotspot_count_n_check CHECK ((n > 0)),
    CONSTRAINT hotspot_count_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3)))
);

-- TABLE hotspot_evidence
CREATE TABLE commonground.hotspot_evidence (
    hotspot_id integer NOT NULL,
    take smallint NOT NULL,
    agency_id smallint NOT NULL,
    resolution smallint NOT NULL,
    cells bigint[] NOT NULL,
    facts jsonb NOT NULL,
    CONSTRAINT hotspot_evidence_cells_check CHECK (((cardinality(cells) >= 1) AND (cardinality(cells) <= 500))),
    CONSTRAINT hotspot_evidence_resolution_check CHECK (((resolution >= 6) AND (resolution <= 11))),
    CONSTRAINT hotspot_evidence_take_check CHECK ((take > 0))
);

-- TABLE identity
CREATE TABLE commonground.identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT identity_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 300)))
);

-- TABLE identity_provider
CREATE TABLE commonground.identity_provider (
    agency_id smallint NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    secret text,
    tenant text,
    enabled boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT identity_provider_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 300))),
    CONSTRAINT identity_provider_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500))),
    CONSTRAINT identity_provider_tenant_check CHECK (((length(tenant) >= 1) AND (length(tenant) <= 200)))
);

-- TABLE import
CREATE TABLE commonground.import (
    id integer DEFAULT commonground.unused_id('import'::text) NOT NULL,
    agency_id smallint NOT NULL,
    dataset_id integer NOT NULL,
    file_name text NOT NULL,
    file_sha256 text NOT NULL,
    file_bytes bigint NOT NULL,
    format text,
    mapping jsonb,
    dry_run boolean NOT NULL,
    state text DEFAULT 'received'::text NOT NULL,
    problem jsonb,
    inspection jsonb,
    bytes_read bigint DEFAULT 0 NOT NULL,
    rows_read integer DEFAULT 0 NOT NULL,
    rows_accepted integer DEFAULT 0 NOT NULL,
    rows_already_present integer DEFAULT 0 NOT NULL,
    rows_changed integer DEFAULT 0 NOT NULL,
    rows_withdrawn integer DEFAULT 0 NOT NULL,
    rows_rejected integer DEFAULT 0 NOT NULL,
    rows_without_place integer DEFAULT 0 NOT NULL,
    grid_method text,
    preview jsonb,
    first_day date,
    last_day date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    sensitivity smallint DEFAULT 1 NOT NULL,
    account_id uuid,
    CONSTRAINT import_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 300))),
    CONSTRAINT import_grid_method_check CHECK ((grid_method = ANY (ARRAY['ostn15'::text, 'helmert'::text]))),
    CONSTRAINT import_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3))),
    CONSTRAINT import_state_check CHECK ((state = ANY (ARRAY['received'::text, 'reading'::text, 'previewed'::text, 'committing'::text, 'done'::text, 'failed'::text, 'undone'::text, 'discarded'::text])))
);

-- TABLE import_match
CREATE UNLOGGED TABLE commonground.import_match (
    import_id integer NOT NULL,
    seq integer,
    incident_id bigint NOT NULL,
    verdict text NOT NULL,
    CONSTRAINT import_match_verdict_check CHECK ((verdict = ANY (ARRAY['already_present'::text, 'changed'::text, 'withdrawn'::text])))
);

-- TABLE import_reject
CREATE TABLE commonground.import_reject (
    import_id integer NOT NULL,
    seq integer NOT NULL,
    part text NOT NULL,
    line integer NOT NULL,
    "column" text NOT NULL,
    value text NOT NULL,
    reason text NOT NULL
);

-- TABLE import_row
CREATE UNLOGGED TABLE commonground.import_row (
    import_id integer NOT NULL,
    seq integer NOT NULL,
    scope integer,
    identity_hash bigint NOT NULL,
    content_hash bigint NOT NULL,
    source_ref text,
    type_id smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    local_day date NOT NULL,
    time_precision commonground.time_precision NOT NULL,
    longitude double precision,
    latitude double precision,
    easting integer,
    northing integer,
    place_precision commonground.place_precision,
    cell bigint,
    needles_min integer,
    needles_max integer,
    details text,
    edge_cells bigint[]
);

-- TABLE incident
CREATE TABLE commonground.incident (
    id bigint NOT NULL,
    agency_id smallint NOT NULL,
    dataset_id integer NOT NULL,
    import_id integer,
    scope integer,
    identity_hash bigint NOT NULL,
    content_hash bigint NOT NULL,
    source_ref text,
    type_id smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    local_day date NOT NULL,
    time_precision commonground.time_precision NOT NULL,
    geom public.geometry(Point,4326),
    easting integer,
    northing integer,
    place_precision commonground.place_precision,
    cell bigint,
    sensitivity smallint DEFAULT 1 NOT NULL,
    share_key smallint GENERATED ALWAYS AS (((agency_id * 4) + sensitivity)) STORED NOT NULL,
    needles_min integer,
    needles_max integer,
    details jsonb,
    withdrawn_by integer,
    edge_cells bigint[],
    area_set_id smallint NOT NULL,
    CONSTRAINT incident_check CHECK ((ended_at >= started_at)),
    CONSTRAINT incident_check1 CHECK ((needles_max >= needles_min)),
    CONSTRAINT incident_check2 CHECK (((geom IS NULL) = (cell IS NULL))),
    CONSTRAINT incident_check3 CHECK (((edge_cells IS NULL) OR ((array_length(edge_cells, 1) = 6) AND (cell IS NOT NULL)))),
    CONSTRAINT incident_needles_min_check CHECK ((needles_min >= 0)),
    CONSTRAINT incident_sensitivity_check CHECK (((sensitivity >= 0) AND (sensitivity <= 3)))
);

-- TABLE incident_type
CREATE TABLE commonground.incident_type (
    id smallint NOT NULL,
    kind text NOT NULL,
    slug text NOT NULL,
    label text NOT NULL,
    CONSTRAINT incident_type_kind_check CHECK ((kind = ANY (ARRAY['crime'::text, 'asb'::text, 'needle_find'::text, 'alcohol'::text, 'sweep'::text])))
);

-- TABLE invitation
CREATE TABLE commonground.invitation (
    id integer DEFAULT commonground.unused_id('invitation'::text) NOT NULL,
    token_hash bytea NOT NULL,
    kind text NOT NULL,
    agency_id smallint,
    roles text[],
    account_id uuid,
    email text,
    name text,
    invited_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT invitation_check CHECK (
CASE kind
    WHEN 'person'::text THEN ((num_nulls(agency_id, roles, email, name) = 0) AND (account_id IS NULL))
    WHEN 'reset'::text THEN ((num_nulls(agency_id, account_id) = 0) AND (num_nonnulls(roles, email, name) = 0))
    ELSE (num_nonnulls(agency_id, roles, account_id, email, name) = 0)
END),
    CONSTRAINT invitation_email_check CHECK (((email ~ '^[a-z0-9._%+''-]+@[a-z0-9.-]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT invitation_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'reset'::text, 'first_administrator'::text]))),
    CONSTRAINT invitation_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 120))),
    CONSTRAINT invitation_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['administrator'::text, 'analyst'::text, 'tasking'::text, 'owner'::text, 'street'::text, 'reader'::text]))),
    CONSTRAINT invitation_token_hash_check CHECK ((length(token_hash) = 32))
);

-- TABLE known_device
CREATE TABLE commonground.known_device (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    vouched_by smallint,
    last_used_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT known_device_token_hash_check CHECK ((length(token_hash) = 32))
);

-- TABLE landmark
CREATE TABLE commonground.landmark (
    id integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    point public.geometry(Point,4326) NOT NULL,
    CONSTRAINT landmark_kind_check CHECK ((kind = ANY (ARRAY['needle_exchange'::text, 'sharps_bin'::text, 'licensed_premises'::text, 'school'::text, 'other'::text]))),
    CONSTRAINT landmark_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200))),
    CONSTRAINT landmark_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)))
);

-- TABLE membership
CREATE TABLE commonground.membership (
    account_id uuid NOT NULL,
    agency_id smallint NOT NULL,
    roles text[] NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT membership_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['administrator'::text, 'analyst'::text, 'tasking'::text, 'owner'::text, 'street'::text, 'reader'::text])))
);

-- TABLE migration
CREATE TABLE commonground.migration (
    name text NOT NULL,
    hash text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

-- TABLE milestone
CREATE TABLE commonground.milestone (
    id integer NOT NULL,
    action_id integer NOT NULL,
    title text NOT NULL,
    due_on date NOT NULL,
    done_on date,
    CONSTRAINT milestone_title_check CHECK (((length(TRIM(BOTH FROM title)) >= 1) AND (length(TRIM(BOTH FROM title)) <= 200)))
);

-- TABLE moved_area
CREATE TABLE commonground.moved_area (
    area_id integer NOT NULL
);

-- TABLE notice
CREATE TABLE commonground.notice (
    id integer DEFAULT commonground.unused_id('notice'::text) NOT NULL,
    account_id uuid NOT NULL,
    agency_id smallint NOT NULL,
    key text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    path text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    try_at timestamp with time zone,
    sent_at timestamp with time zone,
    trouble text,
    CONSTRAINT notice_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notice_check CHECK (((sent_at IS NULL) OR (try_at IS NULL))),
    CONSTRAINT notice_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CONSTRAINT notice_path_check CHECK (((path ~ '^/([^/\\].*)?$'::text) AND (length(path) <= 2000))),
    CONSTRAINT notice_subject_check CHECK (((length(TRIM(BOTH FROM subject)) >= 1) AND (length(TRIM(BOTH FROM subject)) <= 200))),
    CONSTRAINT notice_text_check CHECK (((length(TRIM(BOTH FROM text)) >= 1) AND (length(TRIM(BOTH FROM text)) <= 4000))),
    CONSTRAINT notice_trouble_check CHECK (((length(trouble) >= 1) AND (length(trouble) <= 100)))
);

-- TABLE partnership
CREATE TABLE commonground.partnership (
    only_row boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    sample text DEFAULT 'none'::text NOT NULL,
    instance uuid DEFAULT gen_random_uuid() NOT NULL,
    host_agency_id smallint,
    CONSTRAINT partnership_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT partnership_only_row_check CHECK (only_row),
    CONSTRAINT partnership_sample_check CHECK ((sample = ANY (ARRAY['none'::text, 'loading'::text, 'loaded'::text])))
);

-- TABLE passkey
CREATE TABLE commonground.passkey (
    id integer DEFAULT commonground.unused_id('passkey'::text) NOT NULL,
    account_id uuid NOT NULL,
    credential text NOT NULL,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] NOT NULL,
    label text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT passkey_counter_check CHECK ((counter >= 0)),
    CONSTRAINT passkey_credential_check CHECK (((credential ~ '^[A-Za-z0-9_-]+$'::text) AND ((length(credential) >= 16) AND (length(credential) <= 1400)))),
    CONSTRAINT passkey_label_check CHECK (((length(TRIM(BOTH FROM label)) >= 1) AND (length(TRIM(BOTH FROM label)) <= 80)))
);

-- TABLE permission
CREATE TABLE commonground.permission (
    role text NOT NULL,
    operation text NOT NULL,
    CONSTRAINT permission_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'analyst'::text, 'tasking'::text, 'owner'::text, 'street'::text, 'reader'::text])))
);

-- TABLE place
CREATE TABLE commonground.place (
    id integer NOT NULL,
    name text NOT NULL,
    weight real NOT NULL,
    point public.geometry(Point,4326) NOT NULL,
    CONSTRAINT place_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT place_weight_check CHECK ((weight > (0)::double precision))
);

-- TABLE planned_release
CREATE TABLE commonground.planned_release (
    period date NOT NULL,
    geography text NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    announced_by text NOT NULL,
    publish_from timestamp with time zone NOT NULL,
    account_id uuid,
    agency_id smallint,
    stopped_at timestamp with time zone,
    stopped_by text,
    stopped_why text,
    CONSTRAINT planned_release_announced_by_check CHECK (((length(announced_by) >= 1) AND (length(announced_by) <= 200))),
    CONSTRAINT planned_release_check CHECK ((publish_from >= (announced_at + '1 day'::interval))),
    CONSTRAINT planned_release_check1 CHECK ((num_nulls(stopped_at, stopped_by, stopped_why) = ANY (ARRAY[0, 3]))),
    CONSTRAINT planned_release_geography_check CHECK ((geography = ANY (ARRAY['h3-8'::text, 'districts'::text, 'wards'::text]))),
    CONSTRAINT planned_release_period_check CHECK ((EXTRACT(day FROM period) = (1)::numeric)),
    CONSTRAINT planned_release_stopped_by_check CHECK (((length(stopped_by) >= 1) AND (length(stopped_by) <= 200))),
    CONSTRAINT planned_release_stopped_why_check CHECK (((length(stopped_why) >= 1) AND (length(stopped_why) <= 1000)))
);

-- TABLE progress
CREATE TABLE commonground.progress (
    id integer NOT NULL,
    action_id integer NOT NULL,
    agency_id smallint NOT NULL,
    on_day date NOT NULL,
    note text NOT NULL,
    hours numeric(8,1) DEFAULT 0 NOT NULL,
    measured numeric(14,2),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT progress_hours_check CHECK ((hours >= (0)::numeric)),
    CONSTRAINT progress_note_check CHECK (((length(TRIM(BOTH FROM note)) >= 1) AND (length(TRIM(BOTH FROM note)) <= 4000)))
);

-- TABLE public_order
CREATE TABLE commonground.public_order (
    id integer NOT NULL,
    name text NOT NULL,
    what text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    source text NOT NULL,
    outline public.geometry(MultiPolygon,4326) NOT NULL,
    CONSTRAINT public_order_check CHECK (((ends_on >= starts_on) AND (ends_on <= (starts_on + '3 years'::interval)))),
    CONSTRAINT public_order_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200))),
    CONSTRAINT public_order_outline_check CHECK ((public.st_isvalid(outline) AND (NOT public.st_isempty(outline)))),
    CONSTRAINT public_order_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
    CONSTRAINT public_order_what_check CHECK (((length(TRIM(BOTH FROM what)) >= 1) AND (length(TRIM(BOTH FROM what)) <= 1000)))
);

-- TABLE release
CREATE TABLE commonground.release (
    period date NOT NULL,
    geography text NOT NULL,
    built_at timestamp with time zone NOT NULL,
    built_by text NOT NULL,
    method_version smallint NOT NULL,
    CONSTRAINT release_built_by_check CHECK (((length(built_by) >= 1) AND (length(built_by) <= 200))),
    CONSTRAINT release_method_version_check CHECK ((method_version > 0)),
    CONSTRAINT release_period_check CHECK ((EXTRACT(day FROM period) = (1)::numeric))
);

-- TABLE release_file
CREATE TABLE commonground.release_file (
    period date NOT NULL,
    name text NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT release_file_check CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT release_file_name_check CHECK ((name = ANY (ARRAY['release.json'::text, 'release.csv'::text, 'release.geojson'::text, 'method.md'::text])))
);

-- TABLE release_geography
CREATE TABLE commonground.release_geography (
    only_row boolean DEFAULT true NOT NULL,
    geography text NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    chosen_by text NOT NULL,
    CONSTRAINT release_geography_chosen_by_check CHECK (((length(chosen_by) >= 1) AND (length(chosen_by) <= 200))),
    CONSTRAINT release_geography_geography_check CHECK ((geography = ANY (ARRAY['h3-8'::text, 'districts'::text, 'wards'::text]))),
    CONSTRAINT release_geography_only_row_check CHECK (only_row)
);

-- TABLE residents_zone
CREATE TABLE commonground.residents_zone (
    code text NOT NULL,
    residents integer NOT NULL,
    source text NOT NULL,
    outline public.geometry(MultiPolygon,4326) NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT residents_zone_code_check CHECK ((code ~ '^[A-Za-z0-9_-]{1,40}$'::text)),
    CONSTRAINT residents_zone_outline_check CHECK ((public.st_isvalid(outline) AND (NOT public.st_isempty(outline)))),
    CONSTRAINT residents_zone_residents_check CHECK (((residents >= 0) AND (residents <= 10000000))),
    CONSTRAINT residents_zone_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)))
);

-- TABLE retention_period
CREATE TABLE commonground.retention_period (
    agency_id smallint NOT NULL,
    class text NOT NULL,
    months smallint NOT NULL,
    CONSTRAINT retention_period_class_check CHECK ((class = ANY (ARRAY['places'::text, 'texts'::text, 'rejects'::text]))),
    CONSTRAINT retention_period_months_check CHECK (((months >= 1) AND (months <= 120)))
);

-- TABLE saved_view
CREATE TABLE commonground.saved_view (
    id integer NOT NULL,
    agency_id smallint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT saved_view_name_check CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 80))),
    CONSTRAINT saved_view_query_check CHECK ((length(query) <= 8000))
);

-- TABLE session
CREATE TABLE commonground.session (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    agency_id smallint NOT NULL,
    kind text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    vouched_by smallint,
    strong boolean DEFAULT false NOT NULL,
    CONSTRAINT session_kind_check CHECK ((kind = ANY (ARRAY['browser'::text, 'phone'::text, 'script'::text]))),
    CONSTRAINT session_label_check CHECK ((length(label) <= 200)),
    CONSTRAINT session_token_hash_check CHECK ((length(token_hash) = 32))
);

-- TABLE sign_in_attempt
CREATE TABLE commonground.sign_in_attempt (
    id integer NOT NULL,
    token_hash bytea NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    agency_id smallint,
    invitation_id integer,
    secrets text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT sign_in_attempt_kind_check CHECK ((kind = ANY (ARRAY['second_factor'::text, 'enrol'::text, 'passkey'::text, 'openid'::text]))),
    CONSTRAINT sign_in_attempt_token_hash_check CHECK ((length(token_hash) = 32))
);

-- TABLE source_mark
CREATE TABLE commonground.source_mark (
    agency_id smallint NOT NULL,
    type_id smallint NOT NULL,
    source text NOT NULL,
    CONSTRAINT source_mark_source_check CHECK ((source = ANY (ARRAY['public'::text, 'looked'::text, 'effort'::text])))
);

-- TABLE subscription
CREATE TABLE commonground.subscription (
    id integer DEFAULT commonground.unused_id('subscription'::text) NOT NULL,
    account_id uuid NOT NULL,
    agency_id smallint NOT NULL,
    area_id integer,
    kinds text[] NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT subscription_kinds_check CHECK (((cardinality(kinds) > 0) AND (kinds <@ ARRAY['crime'::text, 'asb'::text, 'alcohol'::text, 'needle_find'::text])))
);

-- TABLE throttle
CREATE TABLE commonground.throttle (
    counted text NOT NULL,
    key bytea NOT NULL,
    attempts integer NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT throttle_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT throttle_counted_check CHECK ((counted = ANY (ARRAY['account'::text, 'account_address'::text, 'second_factor'::text, 'address'::text, 'link'::text, 'device'::text, 'device_password'::text, 'device_second_factor'::text]))),
    CONSTRAINT throttle_key_check CHECK ((length(key) = 32))
);

-- TABLE totp
CREATE TABLE commonground.totp (
    account_id uuid NOT NULL,
    secret text NOT NULL,
    last_step bigint NOT NULL,
    created_at timestamp with time zone NOT NULL
);

-- SEQUENCE action_id_seq
ALTER TABLE commonground.action ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE action_proposal_id_seq
ALTER TABLE commonground.action_proposal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.action_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE agency_id_seq
ALTER TABLE commonground.agency ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE agreement_id_seq
ALTER TABLE commonground.agreement ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE area_id_seq
ALTER TABLE commonground.area ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.area_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE dataset_id_seq
ALTER TABLE commonground.dataset ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.dataset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE delivery_reminder_id_seq
ALTER TABLE commonground.delivery_reminder ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.delivery_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE hotspot_id_seq
ALTER TABLE commonground.hotspot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.hotspot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE incident_id_seq
ALTER TABLE commonground.incident ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE landmark_id_seq
ALTER TABLE commonground.landmark ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.landmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE milestone_id_seq
ALTER TABLE commonground.milestone ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE place_id_seq
ALTER TABLE commonground.place ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE progress_id_seq
ALTER TABLE commonground.progress ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.progress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE public_order_id_seq
ALTER TABLE commonground.public_order ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.public_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE saved_view_id_seq
ALTER TABLE commonground.saved_view ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- SEQUENCE sign_in_attempt_id_seq
ALTER TABLE commonground.sign_in_attempt ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commonground.sign_in_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- CONSTRAINT account account_pkey
ALTER TABLE ONLY commonground.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

-- CONSTRAINT action action_pkey
ALTER TABLE ONLY commonground.action
    ADD CONSTRAINT action_pkey PRIMARY KEY (id);

-- CONSTRAINT action_proposal action_proposal_pkey
ALTER TABLE ONLY commonground.action_proposal
    ADD CONSTRAINT action_proposal_pkey PRIMARY KEY (id);

-- CONSTRAINT agency agency_pkey
ALTER TABLE ONLY commonground.agency
    ADD CONSTRAINT agency_pkey PRIMARY KEY (id);

-- CONSTRAINT agency agency_slug_key
ALTER TABLE ONLY commonground.agency
    ADD CONSTRAINT agency_slug_key UNIQUE (slug);

-- CONSTRAINT agreement agreement_pkey
ALTER TABLE ONLY commonground.agreement
    ADD CONSTRAINT agreement_pkey PRIMARY KEY (id);

-- CONSTRAINT agreement_party agreement_party_pkey
ALTER TABLE ONLY commonground.agreement_party
    ADD CONSTRAINT agreement_party_pkey PRIMARY KEY (agreement_id, agency_id);

-- CONSTRAINT alert alert_dataset_id_kind_sensitivity_area_id_look_signal_day_key
ALTER TABLE ONLY commonground.alert
    ADD CONSTRAINT alert_dataset_id_kind_sensitivity_area_id_look_signal_day_key UNIQUE NULLS NOT DISTINCT (dataset_id, kind, sensitivity, area_id, look, signal, day);

-- CONSTRAINT alert alert_pkey
ALTER TABLE ONLY commonground.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (id);

-- CONSTRAINT area area_pkey
ALTER TABLE ONLY commonground.area
    ADD CONSTRAINT area_pkey PRIMARY KEY (id);

-- CONSTRAINT area area_slug_key
ALTER TABLE ONLY commonground.area
    ADD CONSTRAINT area_slug_key UNIQUE (slug);

-- CONSTRAINT area_set area_set_areas_key
ALTER TABLE ONLY commonground.area_set
    ADD CONSTRAINT area_set_areas_key UNIQUE (areas);

-- CONSTRAINT area_set area_set_pkey
ALTER TABLE ONLY commonground.area_set
    ADD CONSTRAINT area_set_pkey PRIMARY KEY (id);

-- CONSTRAINT audit_event audit_event_pkey
ALTER TABLE ONLY commonground.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);

-- CONSTRAINT audit_event audit_event_reference_key
ALTER TABLE ONLY commonground.audit_event
    ADD CONSTRAINT audit_event_reference_key UNIQUE (reference);

-- CONSTRAINT audit_head audit_head_pkey
ALTER TABLE ONLY commonground.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (only_row);

-- CONSTRAINT backfill backfill_pkey
ALTER TABLE ONLY commonground.backfill
    ADD CONSTRAINT backfill_pkey PRIMARY KEY (name);

-- CONSTRAINT change change_pkey
ALTER TABLE ONLY commonground.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (version);

-- CONSTRAINT closed_count closed_count_pkey
ALTER TABLE ONLY commonground.closed_count
    ADD CONSTRAINT closed_count_pkey PRIMARY KEY (agency_id, kind, month, sensitivity, cell, revision);

-- CONSTRAINT closed_month closed_month_pkey
ALTER TABLE ONLY commonground.closed_month
    ADD CONSTRAINT closed_month_pkey PRIMARY KEY (agency_id, kind, month);

-- CONSTRAINT data_version data_version_pkey
ALTER TABLE ONLY commonground.data_version
    ADD CONSTRAINT data_version_pkey PRIMARY KEY (only_row);

-- CONSTRAINT dataset dataset_agency_id_slug_key
ALTER TABLE ONLY commonground.dataset
    ADD CONSTRAINT dataset_agency_id_slug_key UNIQUE (agency_id, slug);

-- CONSTRAINT dataset dataset_id_agency_id_key
ALTER TABLE ONLY commonground.dataset
    ADD CONSTRAINT dataset_id_agency_id_key UNIQUE (id, agency_id);

-- CONSTRAINT dataset dataset_pkey
ALTER TABLE ONLY commonground.dataset
    ADD CONSTRAINT dataset_pkey PRIMARY KEY (id);

-- CONSTRAINT delivery delivery_pkey
ALTER TABLE ONLY commonground.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (dataset_id, month, import_id);

-- CONSTRAINT delivery_reminder delivery_reminder_pkey
ALTER TABLE ONLY commonground.delivery_reminder
    ADD CONSTRAINT delivery_reminder_pkey PRIMARY KEY (id);

-- CONSTRAINT find find_agency_id_client_uuid_key
ALTER TABLE ONLY commonground.find
    ADD CONSTRAINT find_agency_id_client_uuid_key UNIQUE (agency_id, client_uuid);

-- CONSTRAINT find find_pkey
ALTER TABLE ONLY commonground.find
    ADD CONSTRAINT find_pkey PRIMARY KEY (incident_id);

-- CONSTRAINT history history_pkey
ALTER TABLE ONLY commonground.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (subject, subject_id, place);

-- CONSTRAINT hotspot hotspot_pkey
ALTER TABLE ONLY commonground.hotspot
    ADD CONSTRAINT hotspot_pkey PRIMARY KEY (id);

-- CONSTRAINT hotspot_count hotspot_count_hotspot_id_take_provider_id_kind_sensitivity_key
ALTER TABLE ONLY commonground.hotspot_count
    ADD CONSTRAINT hotspot_count_hotspot_id_take_provider_id_kind_sensitivity_key UNIQUE NULLS NOT DISTINCT (hotspot_id, take, provider_id, kind, sensitivity);

-- CONSTRAINT hotspot_evidence hotspot_evidence_pkey
ALTER TABLE ONLY commonground.hotspot_evidence
    ADD CONSTRAINT hotspot_evidence_pkey PRIMARY KEY (hotspot_id, take);

-- CONSTRAINT identity identity_pkey
ALTER TABLE ONLY commonground.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (issuer, subject);

-- CONSTRAINT identity_provider identity_provider_pkey
ALTER TABLE ONLY commonground.identity_provider
    ADD CONSTRAINT identity_provider_pkey PRIMARY KEY (agency_id);

-- CONSTRAINT import import_pkey
ALTER TABLE ONLY commonground.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (id);

-- CONSTRAINT import_reject import_reject_pkey
ALTER TABLE ONLY commonground.import_reject
    ADD CONSTRAINT import_reject_pkey PRIMARY KEY (import_id, seq);

-- CONSTRAINT incident incident_pkey
ALTER TABLE ONLY commonground.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (id);

-- CONSTRAINT incident_type incident_type_pkey
ALTER TABLE ONLY commonground.incident_type
    ADD CONSTRAINT incident_type_pkey PRIMARY KEY (id);

-- CONSTRAINT incident_type incident_type_slug_key
ALTER TABLE ONLY commonground.incident_type
    ADD CONSTRAINT incident_type_slug_key UNIQUE (slug);

-- CONSTRAINT invitation invitation_pkey
ALTER TABLE ONLY commonground.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);

-- CONSTRAINT invitation invitation_token_hash_key
ALTER TABLE ONLY commonground.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);

-- CONSTRAINT known_device known_device_pkey
ALTER TABLE ONLY commonground.known_device
    ADD CONSTRAINT known_device_pkey PRIMARY KEY (token_hash, account_id);

-- CONSTRAINT landmark landmark_pkey
ALTER TABLE ONLY commonground.landmark
    ADD CONSTRAINT landmark_pkey PRIMARY KEY (id);

-- CONSTRAINT membership membership_pkey
ALTER TABLE ONLY commonground.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (account_id, agency_id);

-- CONSTRAINT migration migration_pkey
ALTER TABLE ONLY commonground.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

-- CONSTRAINT milestone milestone_pkey
ALTER TABLE ONLY commonground.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (id);

-- CONSTRAINT moved_area moved_area_pkey
ALTER TABLE ONLY commonground.moved_area
    ADD CONSTRAINT moved_area_pkey PRIMARY KEY (area_id);

-- CONSTRAINT notice notice_account_id_agency_id_key_key
ALTER TABLE ONLY commonground.notice
    ADD CONSTRAINT notice_account_id_agency_id_key_key UNIQUE (account_id, agency_id, key);

-- CONSTRAINT notice notice_pkey
ALTER TABLE ONLY commonground.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

-- CONSTRAINT partnership partnership_pkey
ALTER TABLE ONLY commonground.partnership
    ADD CONSTRAINT partnership_pkey PRIMARY KEY (only_row);

-- CONSTRAINT passkey passkey_credential_key
ALTER TABLE ONLY commonground.passkey
    ADD CONSTRAINT passkey_credential_key UNIQUE (credential);

-- CONSTRAINT passkey passkey_pkey
ALTER TABLE ONLY commonground.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);

-- CONSTRAINT permission permission_pkey
ALTER TABLE ONLY commonground.permission
    ADD CONSTRAINT permission_pkey PRIMARY KEY (role, operation);

-- CONSTRAINT place place_pkey
ALTER TABLE ONLY commonground.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);

-- CONSTRAINT planned_release planned_release_pkey
ALTER TABLE ONLY commonground.planned_release
    ADD CONSTRAINT planned_release_pkey PRIMARY KEY (period);

-- CONSTRAINT progress progress_pkey
ALTER TABLE ONLY commonground.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (id);

-- CONSTRAINT public_order public_order_name_key
ALTER TABLE ONLY commonground.public_order
    ADD CONSTRAINT public_order_name_key UNIQUE (name);

-- CONSTRAINT public_order public_order_pkey
ALTER TABLE ONLY commonground.public_order
    ADD CONSTRAINT public_order_pkey PRIMARY KEY (id);

-- CONSTRAINT release release_pkey
ALTER TABLE ONLY commonground.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (period);

-- CONSTRAINT release_file release_file_pkey
ALTER TABLE ONLY commonground.release_file
    ADD CONSTRAINT release_file_pkey PRIMARY KEY (period, name);

-- CONSTRAINT release_geography release_geography_geography_key
ALTER TABLE ONLY commonground.release_geography
    ADD CONSTRAINT release_geography_geography_key UNIQUE (geography);

-- CONSTRAINT release_geography release_geography_pkey
ALTER TABLE ONLY commonground.release_geography
    ADD CONSTRAINT release_geography_pkey PRIMARY KEY (only_row);

-- CONSTRAINT residents_zone residents_zone_pkey
ALTER TABLE ONLY commonground.residents_zone
    ADD CONSTRAINT residents_zone_pkey PRIMARY KEY (code);

-- CONSTRAINT retention_period retention_period_pkey
ALTER TABLE ONLY commonground.retention_period
    ADD CONSTRAINT retention_period_pkey PRIMARY KEY (agency_id, class);

-- CONSTRAINT saved_view saved_view_agency_id_name_key
ALTER TABLE ONLY commonground.saved_view
    ADD CONSTRAINT saved_view_agency_id_name_key UNIQUE (agency_id, name);

-- CONSTRAINT saved_view saved_view_pkey
ALTER TABLE ONLY commonground.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (id);

-- CONSTRAINT session session_pkey
ALTER TABLE ONLY commonground.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

-- CONSTRAINT session session_token_hash_key
ALTER TABLE ONLY commonground.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);

-- CONSTRAINT sign_in_attempt sign_in_attempt_pkey
ALTER TABLE ONLY commonground.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (id);

-- CONSTRAINT sign_in_attempt sign_in_attempt_token_hash_key
ALTER TABLE ONLY commonground.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_token_hash_key UNIQUE (token_hash);

-- CONSTRAINT source_mark source_mark_pkey
ALTER TABLE ONLY commonground.source_mark
    ADD CONSTRAINT source_mark_pkey PRIMARY KEY (agency_id, type_id);

-- CONSTRAINT subscription subscription_account_id_agency_id_area_id_key
ALTER TABLE ONLY commonground.subscription
    ADD CONSTRAINT subscription_account_id_agency_id_area_id_key UNIQUE NULLS NOT DISTINCT (account_id, agency_id, area_id);

-- CONSTRAINT subscription subscription_pkey
ALTER TABLE ONLY commonground.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (id);

-- CONSTRAINT throttle throttle_pkey
ALTER TABLE ONLY commonground.throttle
    ADD CONSTRAINT throttle_pkey PRIMARY KEY (counted, key);

-- CONSTRAINT totp totp_pkey
ALTER TABLE ONLY commonground.totp
    ADD CONSTRAINT totp_pkey PRIMARY KEY (account_id);

-- FK CONSTRAINT action action_agency_id_fkey
ALTER TABLE ONLY commonground.action
    ADD CONSTRAINT action_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT action action_hotspot_id_fkey
ALTER TABLE ONLY commonground.action
    ADD CONSTRAINT action_hotspot_id_fkey FOREIGN KEY (hotspot_id) REFERENCES commonground.hotspot(id) ON DELETE RESTRICT;

-- FK CONSTRAINT action_proposal action_proposal_action_id_fkey
ALTER TABLE ONLY commonground.action_proposal
    ADD CONSTRAINT action_proposal_action_id_fkey FOREIGN KEY (action_id) REFERENCES commonground.action(id) ON DELETE RESTRICT;

-- FK CONSTRAINT action_proposal action_proposal_agency_id_fkey
ALTER TABLE ONLY commonground.action_proposal
    ADD CONSTRAINT action_proposal_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement agreement_proposed_by_fkey
ALTER TABLE ONLY commonground.agreement
    ADD CONSTRAINT agreement_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement agreement_provider_id_fkey
ALTER TABLE ONLY commonground.agreement
    ADD CONSTRAINT agreement_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement agreement_recipient_id_fkey
ALTER TABLE ONLY commonground.agreement
    ADD CONSTRAINT agreement_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement agreement_revoked_by_fkey
ALTER TABLE ONLY commonground.agreement
    ADD CONSTRAINT agreement_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement_party agreement_party_accepted_by_fkey
ALTER TABLE ONLY commonground.agreement_party
    ADD CONSTRAINT agreement_party_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement_party agreement_party_agency_id_fkey
ALTER TABLE ONLY commonground.agreement_party
    ADD CONSTRAINT agreement_party_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT agreement_party agreement_party_agreement_id_fkey
ALTER TABLE ONLY commonground.agreement_party
    ADD CONSTRAINT agreement_party_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES commonground.agreement(id) ON DELETE RESTRICT;

-- FK CONSTRAINT alert alert_area_id_fkey
ALTER TABLE ONLY commonground.alert
    ADD CONSTRAINT alert_area_id_fkey FOREIGN KEY (area_id) REFERENCES commonground.area(id) ON DELETE CASCADE;

-- FK CONSTRAINT alert alert_dataset_id_agency_id_fkey
ALTER TABLE ONLY commonground.alert
    ADD CONSTRAINT alert_dataset_id_agency_id_fkey FOREIGN KEY (dataset_id, agency_id) REFERENCES commonground.dataset(id, agency_id) ON DELETE CASCADE;

-- FK CONSTRAINT area_piece area_piece_area_id_fkey
ALTER TABLE ONLY commonground.area_piece
    ADD CONSTRAINT area_piece_area_id_fkey FOREIGN KEY (area_id) REFERENCES commonground.area(id) ON DELETE CASCADE;

-- FK CONSTRAINT change change_import_id_fkey
ALTER TABLE ONLY commonground.change
    ADD CONSTRAINT change_import_id_fkey FOREIGN KEY (import_id) REFERENCES commonground.import(id) ON DELETE SET NULL;

-- FK CONSTRAINT change change_incident_id_fkey
ALTER TABLE ONLY commonground.change
    ADD CONSTRAINT change_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES commonground.incident(id) ON DELETE SET NULL;

-- FK CONSTRAINT change_row change_row_version_fkey
ALTER TABLE ONLY commonground.change_row
    ADD CONSTRAINT change_row_version_fkey FOREIGN KEY (version) REFERENCES commonground.change(version) ON DELETE CASCADE;

-- FK CONSTRAINT closed_count closed_count_agency_id_kind_month_fkey
ALTER TABLE ONLY commonground.closed_count
    ADD CONSTRAINT closed_count_agency_id_kind_month_fkey FOREIGN KEY (agency_id, kind, month) REFERENCES commonground.closed_month(agency_id, kind, month) ON DELETE RESTRICT;

-- FK CONSTRAINT closed_month closed_month_agency_id_fkey
ALTER TABLE ONLY commonground.closed_month
    ADD CONSTRAINT closed_month_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT dataset dataset_agency_id_fkey
ALTER TABLE ONLY commonground.dataset
    ADD CONSTRAINT dataset_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT delivery delivery_dataset_id_fkey
ALTER TABLE ONLY commonground.delivery
    ADD CONSTRAINT delivery_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES commonground.dataset(id) ON DELETE CASCADE;

-- FK CONSTRAINT delivery delivery_import_id_fkey
ALTER TABLE ONLY commonground.delivery
    ADD CONSTRAINT delivery_import_id_fkey FOREIGN KEY (import_id) REFERENCES commonground.import(id) ON DELETE CASCADE;

-- FK CONSTRAINT delivery_reminder delivery_reminder_account_id_fkey
ALTER TABLE ONLY commonground.delivery_reminder
    ADD CONSTRAINT delivery_reminder_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT delivery_reminder delivery_reminder_agency_id_fkey
ALTER TABLE ONLY commonground.delivery_reminder
    ADD CONSTRAINT delivery_reminder_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT delivery_reminder delivery_reminder_dataset_id_fkey
ALTER TABLE ONLY commonground.delivery_reminder
    ADD CONSTRAINT delivery_reminder_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES commonground.dataset(id) ON DELETE RESTRICT;

-- FK CONSTRAINT find find_account_id_fkey
ALTER TABLE ONLY commonground.find
    ADD CONSTRAINT find_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT find find_agency_id_fkey
ALTER TABLE ONLY commonground.find
    ADD CONSTRAINT find_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT find find_incident_id_fkey
ALTER TABLE ONLY commonground.find
    ADD CONSTRAINT find_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES commonground.incident(id) ON DELETE CASCADE;

-- FK CONSTRAINT hotspot hotspot_agency_id_fkey
ALTER TABLE ONLY commonground.hotspot
    ADD CONSTRAINT hotspot_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT hotspot_count hotspot_count_hotspot_id_fkey
ALTER TABLE ONLY commonground.hotspot_count
    ADD CONSTRAINT hotspot_count_hotspot_id_fkey FOREIGN KEY (hotspot_id) REFERENCES commonground.hotspot(id) ON DELETE CASCADE;

-- FK CONSTRAINT hotspot_count hotspot_count_hotspot_id_take_fkey
ALTER TABLE ONLY commonground.hotspot_count
    ADD CONSTRAINT hotspot_count_hotspot_id_take_fkey FOREIGN KEY (hotspot_id, take) REFERENCES commonground.hotspot_evidence(hotspot_id, take) ON DELETE CASCADE;

-- FK CONSTRAINT hotspot_count hotspot_count_provider_id_fkey
ALTER TABLE ONLY commonground.hotspot_count
    ADD CONSTRAINT hotspot_count_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT hotspot_evidence hotspot_evidence_agency_id_fkey
ALTER TABLE ONLY commonground.hotspot_evidence
    ADD CONSTRAINT hotspot_evidence_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT hotspot_evidence hotspot_evidence_hotspot_id_fkey
ALTER TABLE ONLY commonground.hotspot_evidence
    ADD CONSTRAINT hotspot_evidence_hotspot_id_fkey FOREIGN KEY (hotspot_id) REFERENCES commonground.hotspot(id) ON DELETE CASCADE;

-- FK CONSTRAINT identity identity_account_id_fkey
ALTER TABLE ONLY commonground.identity
    ADD CONSTRAINT identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- FK CONSTRAINT identity_provider identity_provider_agency_id_fkey
ALTER TABLE ONLY commonground.identity_provider
    ADD CONSTRAINT identity_provider_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT import import_account_id_fkey
ALTER TABLE ONLY commonground.import
    ADD CONSTRAINT import_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT import import_dataset_id_agency_id_fkey
ALTER TABLE ONLY commonground.import
    ADD CONSTRAINT import_dataset_id_agency_id_fkey FOREIGN KEY (dataset_id, agency_id) REFERENCES commonground.dataset(id, agency_id) ON DELETE RESTRICT;

-- FK CONSTRAINT import_reject import_reject_import_id_fkey
ALTER TABLE ONLY commonground.import_reject
    ADD CONSTRAINT import_reject_import_id_fkey FOREIGN KEY (import_id) REFERENCES commonground.import(id) ON DELETE CASCADE;

-- FK CONSTRAINT incident incident_dataset_id_agency_id_fkey
ALTER TABLE ONLY commonground.incident
    ADD CONSTRAINT incident_dataset_id_agency_id_fkey FOREIGN KEY (dataset_id, agency_id) REFERENCES commonground.dataset(id, agency_id) ON DELETE RESTRICT;

-- FK CONSTRAINT incident incident_import_id_fkey
ALTER TABLE ONLY commonground.incident
    ADD CONSTRAINT incident_import_id_fkey FOREIGN KEY (import_id) REFERENCES commonground.import(id) ON DELETE RESTRICT;

-- FK CONSTRAINT incident incident_type_id_fkey
ALTER TABLE ONLY commonground.incident
    ADD CONSTRAINT incident_type_id_fkey FOREIGN KEY (type_id) REFERENCES commonground.incident_type(id) ON DELETE RESTRICT;

-- FK CONSTRAINT incident incident_withdrawn_by_fkey
ALTER TABLE ONLY commonground.incident
    ADD CONSTRAINT incident_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES commonground.import(id) ON DELETE RESTRICT;

-- FK CONSTRAINT invitation invitation_account_id_fkey
ALTER TABLE ONLY commonground.invitation
    ADD CONSTRAINT invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- FK CONSTRAINT invitation invitation_agency_id_fkey
ALTER TABLE ONLY commonground.invitation
    ADD CONSTRAINT invitation_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT invitation invitation_invited_by_fkey
ALTER TABLE ONLY commonground.invitation
    ADD CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT known_device known_device_account_id_fkey
ALTER TABLE ONLY commonground.known_device
    ADD CONSTRAINT known_device_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- FK CONSTRAINT known_device known_device_vouched_by_fkey
ALTER TABLE ONLY commonground.known_device
    ADD CONSTRAINT known_device_vouched_by_fkey FOREIGN KEY (vouched_by) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT membership membership_account_id_fkey
ALTER TABLE ONLY commonground.membership
    ADD CONSTRAINT membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT membership membership_agency_id_fkey
ALTER TABLE ONLY commonground.membership
    ADD CONSTRAINT membership_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT milestone milestone_action_id_fkey
ALTER TABLE ONLY commonground.milestone
    ADD CONSTRAINT milestone_action_id_fkey FOREIGN KEY (action_id) REFERENCES commonground.action(id) ON DELETE CASCADE;

-- FK CONSTRAINT notice notice_account_id_agency_id_fkey
ALTER TABLE ONLY commonground.notice
    ADD CONSTRAINT notice_account_id_agency_id_fkey FOREIGN KEY (account_id, agency_id) REFERENCES commonground.membership(account_id, agency_id) ON DELETE RESTRICT;

-- FK CONSTRAINT partnership partnership_host_agency_id_fkey
ALTER TABLE ONLY commonground.partnership
    ADD CONSTRAINT partnership_host_agency_id_fkey FOREIGN KEY (host_agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT passkey passkey_account_id_fkey
ALTER TABLE ONLY commonground.passkey
    ADD CONSTRAINT passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- FK CONSTRAINT planned_release planned_release_account_id_fkey
ALTER TABLE ONLY commonground.planned_release
    ADD CONSTRAINT planned_release_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE RESTRICT;

-- FK CONSTRAINT planned_release planned_release_agency_id_fkey
ALTER TABLE ONLY commonground.planned_release
    ADD CONSTRAINT planned_release_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT progress progress_action_id_fkey
ALTER TABLE ONLY commonground.progress
    ADD CONSTRAINT progress_action_id_fkey FOREIGN KEY (action_id) REFERENCES commonground.action(id) ON DELETE CASCADE;

-- FK CONSTRAINT progress progress_agency_id_fkey
ALTER TABLE ONLY commonground.progress
    ADD CONSTRAINT progress_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT release release_geography_fkey
ALTER TABLE ONLY commonground.release
    ADD CONSTRAINT release_geography_fkey FOREIGN KEY (geography) REFERENCES commonground.release_geography(geography) ON DELETE RESTRICT;

-- FK CONSTRAINT release_file release_file_period_fkey
ALTER TABLE ONLY commonground.release_file
    ADD CONSTRAINT release_file_period_fkey FOREIGN KEY (period) REFERENCES commonground.release(period) ON DELETE RESTRICT;

-- FK CONSTRAINT retention_period retention_period_agency_id_fkey
ALTER TABLE ONLY commonground.retention_period
    ADD CONSTRAINT retention_period_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT saved_view saved_view_agency_id_fkey
ALTER TABLE ONLY commonground.saved_view
    ADD CONSTRAINT saved_view_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT session session_account_id_agency_id_fkey
ALTER TABLE ONLY commonground.session
    ADD CONSTRAINT session_account_id_agency_id_fkey FOREIGN KEY (account_id, agency_id) REFERENCES commonground.membership(account_id, agency_id) ON DELETE CASCADE;

-- FK CONSTRAINT session session_vouched_by_fkey
ALTER TABLE ONLY commonground.session
    ADD CONSTRAINT session_vouched_by_fkey FOREIGN KEY (vouched_by) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT sign_in_attempt sign_in_attempt_account_id_fkey
ALTER TABLE ONLY commonground.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- FK CONSTRAINT sign_in_attempt sign_in_attempt_agency_id_fkey
ALTER TABLE ONLY commonground.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE CASCADE;

-- FK CONSTRAINT sign_in_attempt sign_in_attempt_invitation_id_fkey
ALTER TABLE ONLY commonground.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES commonground.invitation(id) ON DELETE CASCADE;

-- FK CONSTRAINT source_mark source_mark_agency_id_fkey
ALTER TABLE ONLY commonground.source_mark
    ADD CONSTRAINT source_mark_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES commonground.agency(id) ON DELETE RESTRICT;

-- FK CONSTRAINT source_mark source_mark_type_id_fkey
ALTER TABLE ONLY commonground.source_mark
    ADD CONSTRAINT source_mark_type_id_fkey FOREIGN KEY (type_id) REFERENCES commonground.incident_type(id) ON DELETE RESTRICT;

-- FK CONSTRAINT subscription subscription_account_id_agency_id_fkey
ALTER TABLE ONLY commonground.subscription
    ADD CONSTRAINT subscription_account_id_agency_id_fkey FOREIGN KEY (account_id, agency_id) REFERENCES commonground.membership(account_id, agency_id) ON DELETE CASCADE;

-- FK CONSTRAINT subscription subscription_area_id_fkey
ALTER TABLE ONLY commonground.subscription
    ADD CONSTRAINT subscription_area_id_fkey FOREIGN KEY (area_id) REFERENCES commonground.area(id) ON DELETE CASCADE;

-- FK CONSTRAINT totp totp_account_id_fkey
ALTER TABLE ONLY commonground.totp
    ADD CONSTRAINT totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES commonground.account(id) ON DELETE CASCADE;

-- INDEX account_email_idx
CREATE INDEX account_email_idx ON commonground.account USING btree (email);

-- INDEX action_agency_id_idx
CREATE INDEX action_agency_id_idx ON commonground.action USING btree (agency_id);

-- INDEX action_hotspot_id_idx
CREATE INDEX action_hotspot_id_idx ON commonground.action USING btree (hotspot_id);

-- INDEX action_proposal_action_id_idx
CREATE INDEX action_proposal_action_id_idx ON commonground.action_proposal USING btree (action_id);

-- INDEX action_proposal_agency_id_idx
CREATE INDEX action_proposal_agency_id_idx ON commonground.action_proposal USING btree (agency_id);

-- INDEX agreement_party_accepted_by_idx
CREATE INDEX agreement_party_accepted_by_idx ON commonground.agreement_party USING btree (accepted_by);

-- INDEX agreement_party_agency_id_idx
CREATE INDEX agreement_party_agency_id_idx ON commonground.agreement_party USING btree (agency_id);

-- INDEX agreement_proposed_by_idx
CREATE INDEX agreement_proposed_by_idx ON commonground.agreement USING btree (proposed_by);

-- INDEX agreement_provider_id_idx
CREATE INDEX agreement_provider_id_idx ON commonground.agreement USING btree (provider_id);

-- INDEX agreement_recipient_id_idx
CREATE INDEX agreement_recipient_id_idx ON commonground.agreement USING btree (recipient_id);

-- INDEX agreement_revoked_by_idx
CREATE INDEX agreement_revoked_by_idx ON commonground.agreement USING btree (revoked_by);

-- INDEX alert_area_id_idx
CREATE INDEX alert_area_id_idx ON commonground.alert USING btree (area_id);

-- INDEX alert_dataset_id_agency_id_idx
CREATE INDEX alert_dataset_id_agency_id_idx ON commonground.alert USING btree (dataset_id, agency_id);

-- INDEX area_outline_idx
CREATE INDEX area_outline_idx ON commonground.area USING gist (outline);

-- INDEX area_piece_area_id_idx
CREATE INDEX area_piece_area_id_idx ON commonground.area_piece USING btree (area_id);

-- INDEX area_piece_piece_idx
CREATE INDEX area_piece_piece_idx ON commonground.area_piece USING gist (piece);

-- INDEX audit_event_account_id_idx
CREATE INDEX audit_event_account_id_idx ON commonground.audit_event USING btree (account_id);

-- INDEX audit_event_at_idx
CREATE INDEX audit_event_at_idx ON commonground.audit_event USING btree (at);

-- INDEX audit_event_event_at_idx
CREATE INDEX audit_event_event_at_idx ON commonground.audit_event USING btree (event, at);

-- INDEX change_import_id_idx
CREATE INDEX change_import_id_idx ON commonground.change USING btree (import_id);

-- INDEX change_incident_id_idx
CREATE INDEX change_incident_id_idx ON commonground.change USING btree (incident_id);

-- INDEX change_row_version_idx
CREATE INDEX change_row_version_idx ON commonground.change_row USING btree (version);

-- INDEX delivery_import_id_idx
CREATE INDEX delivery_import_id_idx ON commonground.delivery USING btree (import_id);

-- INDEX delivery_reminder_account_id_idx
CREATE INDEX delivery_reminder_account_id_idx ON commonground.delivery_reminder USING btree (account_id);

-- INDEX delivery_reminder_agency_id_idx
CREATE INDEX delivery_reminder_agency_id_idx ON commonground.delivery_reminder USING btree (agency_id);

-- INDEX delivery_reminder_dataset_id_quarter_reminded_on_idx
CREATE UNIQUE INDEX delivery_reminder_dataset_id_quarter_reminded_on_idx ON commonground.delivery_reminder USING btree (dataset_id, quarter, reminded_on) WHERE (why = 'asked'::text);

-- INDEX delivery_reminder_dataset_id_quarter_why_idx
CREATE UNIQUE INDEX delivery_reminder_dataset_id_quarter_why_idx ON commonground.delivery_reminder USING btree (dataset_id, quarter, why) WHERE (why <> 'asked'::text);

-- INDEX find_account_id_idx
CREATE INDEX find_account_id_idx ON commonground.find USING btree (account_id);

-- INDEX hotspot_agency_id_idx
CREATE INDEX hotspot_agency_id_idx ON commonground.hotspot USING btree (agency_id);

-- INDEX hotspot_count_provider_id_idx
CREATE INDEX hotspot_count_provider_id_idx ON commonground.hotspot_count USING btree (provider_id);

-- INDEX hotspot_evidence_agency_id_idx
CREATE INDEX hotspot_evidence_agency_id_idx ON commonground.hotspot_evidence USING btree (agency_id);

-- INDEX identity_account_id_idx
CREATE INDEX identity_account_id_idx ON commonground.identity USING btree (account_id);

-- INDEX import_account_id_idx
CREATE INDEX import_account_id_idx ON commonground.import USING btree (account_id);

-- INDEX import_created_at_idx
CREATE INDEX import_created_at_idx ON commonground.import USING btree (created_at);

-- INDEX import_dataset_id_agency_id_idx
CREATE INDEX import_dataset_id_agency_id_idx ON commonground.import USING btree (dataset_id, agency_id);

-- INDEX import_match_import_id_idx
CREATE INDEX import_match_import_id_idx ON commonground.import_match USING brin (import_id);

-- INDEX import_row_import_id_idx
CREATE INDEX import_row_import_id_idx ON commonground.import_row USING brin (import_id);

-- INDEX incident_cell
CREATE INDEX incident_cell ON commonground.incident USING btree (cell, local_day) INCLUDE (type_id, share_key);

-- INDEX incident_day
CREATE INDEX incident_day ON commonground.incident USING brin (local_day);

-- INDEX incident_identity
CREATE INDEX incident_identity ON commonground.incident USING btree (dataset_id, identity_hash);

-- INDEX incident_import
CREATE INDEX incident_import ON commonground.incident USING brin (import_id);

-- INDEX incident_withdrawn
CREATE INDEX incident_withdrawn ON commonground.incident USING btree (withdrawn_by) WHERE (withdrawn_by IS NOT NULL);

-- INDEX invitation_account_id_idx
CREATE INDEX invitation_account_id_idx ON commonground.invitation USING btree (account_id);

-- INDEX invitation_agency_id_idx
CREATE INDEX invitation_agency_id_idx ON commonground.invitation USING btree (agency_id);

-- INDEX invitation_invited_by_idx
CREATE INDEX invitation_invited_by_idx ON commonground.invitation USING btree (invited_by);

-- INDEX known_device_account_id_idx
CREATE INDEX known_device_account_id_idx ON commonground.known_device USING btree (account_id);

-- INDEX known_device_expires_at_idx
CREATE INDEX known_device_expires_at_idx ON commonground.known_device USING btree (expires_at);

-- INDEX known_device_vouched_by_idx
CREATE INDEX known_device_vouched_by_idx ON commonground.known_device USING btree (vouched_by);

-- INDEX landmark_point_idx
CREATE INDEX landmark_point_idx ON commonground.landmark USING gist (point);

-- INDEX membership_agency_id_idx
CREATE INDEX membership_agency_id_idx ON commonground.membership USING btree (agency_id);

-- INDEX milestone_action_id_idx
CREATE INDEX milestone_action_id_idx ON commonground.milestone USING btree (action_id);

-- INDEX notice_account_id_agency_id_created_at_idx
CREATE INDEX notice_account_id_agency_id_created_at_idx ON commonground.notice USING btree (account_id, agency_id, created_at);

-- INDEX notice_try_at_idx
CREATE INDEX notice_try_at_idx ON commonground.notice USING btree (try_at) WHERE (try_at IS NOT NULL);

-- INDEX partnership_host_agency_id_idx
CREATE INDEX partnership_host_agency_id_idx ON commonground.partnership USING btree (host_agency_id);

-- INDEX passkey_account_id_idx
CREATE INDEX passkey_account_id_idx ON commonground.passkey USING btree (account_id);

-- INDEX planned_release_account_id_idx
CREATE INDEX planned_release_account_id_idx ON commonground.planned_release USING btree (account_id);

-- INDEX planned_release_agency_id_idx
CREATE INDEX planned_release_agency_id_idx ON commonground.planned_release USING btree (agency_id);

-- INDEX progress_action_id_idx
CREATE INDEX progress_action_id_idx ON commonground.progress USING btree (action_id);

-- INDEX progress_agency_id_idx
CREATE INDEX progress_agency_id_idx ON commonground.progress USING btree (agency_id);

-- INDEX public_order_outline_idx
CREATE INDEX public_order_outline_idx ON commonground.public_order USING gist (outline);

-- INDEX release_geography_idx
CREATE INDEX release_geography_idx ON commonground.release USING btree (geography);

-- INDEX session_account_id_agency_id_idx
CREATE INDEX session_account_id_agency_id_idx ON commonground.session USING btree (account_id, agency_id);

-- INDEX session_vouched_by_idx
CREATE INDEX session_vouched_by_idx ON commonground.session USING btree (vouched_by);

-- INDEX sign_in_attempt_account_id_idx
CREATE INDEX sign_in_attempt_account_id_idx ON commonground.sign_in_attempt USING btree (account_id);

-- INDEX sign_in_attempt_agency_id_idx
CREATE INDEX sign_in_attempt_agency_id_idx ON commonground.sign_in_attempt USING btree (agency_id);

-- INDEX sign_in_attempt_expires_at_idx
CREATE INDEX sign_in_attempt_expires_at_idx ON commonground.sign_in_attempt USING btree (expires_at);

-- INDEX sign_in_attempt_invitation_id_idx
CREATE INDEX sign_in_attempt_invitation_id_idx ON commonground.sign_in_attempt USING btree (invitation_id);

-- INDEX source_mark_type_id_idx
CREATE INDEX source_mark_type_id_idx ON commonground.source_mark USING btree (type_id);

-- INDEX subscription_area_id_idx
CREATE INDEX subscription_area_id_idx ON commonground.subscription USING btree (area_id);

-- INDEX throttle_since_idx
CREATE INDEX throttle_since_idx ON commonground.throttle USING btree (since);

-- ACL COLUMN account.created_at
GRANT SELECT(created_at) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.disabled_at
GRANT SELECT(disabled_at) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.email
GRANT SELECT(email) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.id
GRANT SELECT(id) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.kind
GRANT SELECT(kind) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.name
GRANT SELECT(name) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN account.sample
GRANT SELECT(sample) ON TABLE commonground.account TO commonground_member;

-- ACL COLUMN action.agency_id
GRANT UPDATE(agency_id) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.baseline
GRANT UPDATE(baseline) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.due_on
GRANT UPDATE(due_on) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.hours
GRANT UPDATE(hours) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.measure
GRANT UPDATE(measure) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.person
GRANT UPDATE(person) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.pounds
GRANT UPDATE(pounds) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.starts_on
GRANT UPDATE(starts_on) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.state
GRANT UPDATE(state) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.state_reason
GRANT UPDATE(state_reason) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.target
GRANT UPDATE(target) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.updated_at
GRANT UPDATE(updated_at) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.version
GRANT UPDATE(version) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action.what
GRANT UPDATE(what) ON TABLE commonground.action TO commonground_member;

-- ACL COLUMN action_proposal.answer
GRANT UPDATE(answer) ON TABLE commonground.action_proposal TO commonground_member;

-- ACL COLUMN action_proposal.decided_at
GRANT UPDATE(decided_at) ON TABLE commonground.action_proposal TO commonground_member;

-- ACL COLUMN action_proposal.state
GRANT UPDATE(state) ON TABLE commonground.action_proposal TO commonground_member;

-- ACL COLUMN agreement.revoked_at
GRANT UPDATE(revoked_at) ON TABLE commonground.agreement TO commonground_member;

-- ACL COLUMN agreement.revoked_by
GRANT UPDATE(revoked_by) ON TABLE commonground.agreement TO commonground_member;

-- ACL COLUMN agreement.revoked_why
GRANT UPDATE(revoked_why) ON TABLE commonground.agreement TO commonground_member;

-- ACL COLUMN agreement_party.ended_at
GRANT UPDATE(ended_at) ON TABLE commonground.agreement_party TO commonground_member;

-- ACL COLUMN dataset.agency_id
GRANT SELECT(agency_id) ON TABLE commonground.dataset TO commonground_member;

-- ACL COLUMN dataset.id
GRANT SELECT(id) ON TABLE commonground.dataset TO commonground_member;

-- ACL COLUMN dataset.name
GRANT SELECT(name) ON TABLE commonground.dataset TO commonground_member;

-- ACL COLUMN dataset.sensitivity
GRANT SELECT(sensitivity) ON TABLE commonground.dataset TO commonground_member;

-- ACL COLUMN dataset.slug
GRANT SELECT(slug) ON TABLE commonground.dataset TO commonground_member;

-- ACL COLUMN delivery.dataset_id
GRANT SELECT(dataset_id) ON TABLE commonground.delivery TO commonground_member;

-- ACL COLUMN delivery.import_id
GRANT SELECT(import_id) ON TABLE commonground.delivery TO commonground_member;

-- ACL COLUMN delivery.month
GRANT SELECT(month) ON TABLE commonground.delivery TO commonground_member;

-- ACL COLUMN delivery_reminder.agency_id
GRANT SELECT(agency_id) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.dataset_id
GRANT SELECT(dataset_id) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.id
GRANT SELECT(id) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.people
GRANT SELECT(people) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.quarter
GRANT SELECT(quarter) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.reminded_on
GRANT SELECT(reminded_on) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN delivery_reminder.why
GRANT SELECT(why) ON TABLE commonground.delivery_reminder TO commonground_member;

-- ACL COLUMN history.account
GRANT SELECT(account) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.after
GRANT SELECT(after) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.agency_id
GRANT SELECT(agency_id) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.at
GRANT SELECT(at) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.before
GRANT SELECT(before) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.of_table
GRANT SELECT(of_table) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.owner_id
GRANT SELECT(owner_id) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.place
GRANT SELECT(place) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.row_key
GRANT SELECT(row_key) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.subject
GRANT SELECT(subject) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.subject_id
GRANT SELECT(subject_id) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN history.verb
GRANT SELECT(verb) ON TABLE commonground.history TO commonground_member;

-- ACL COLUMN hotspot.cells
GRANT UPDATE(cells) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.name
GRANT UPDATE(name) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.note
GRANT UPDATE(note) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.resolution
GRANT UPDATE(resolution) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.state
GRANT UPDATE(state) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.updated_at
GRANT UPDATE(updated_at) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN hotspot.version
GRANT UPDATE(version) ON TABLE commonground.hotspot TO commonground_member;

-- ACL COLUMN incident.agency_id
GRANT SELECT(agency_id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.area_set_id
GRANT SELECT(area_set_id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.cell
GRANT SELECT(cell) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.dataset_id
GRANT SELECT(dataset_id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.edge_cells
GRANT SELECT(edge_cells) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.ended_at
GRANT SELECT(ended_at) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.id
GRANT SELECT(id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.import_id
GRANT SELECT(import_id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.local_day
GRANT SELECT(local_day) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.needles_max
GRANT SELECT(needles_max) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.needles_min
GRANT SELECT(needles_min) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.place_precision
GRANT SELECT(place_precision) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.sensitivity
GRANT SELECT(sensitivity) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.share_key
GRANT SELECT(share_key) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.started_at
GRANT SELECT(started_at) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.time_precision
GRANT SELECT(time_precision) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.type_id
GRANT SELECT(type_id) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN incident.withdrawn_by
GRANT SELECT(withdrawn_by) ON TABLE commonground.incident TO commonground_member;

-- ACL COLUMN membership.ended_at
GRANT UPDATE(ended_at) ON TABLE commonground.membership TO commonground_member;

-- ACL COLUMN membership.roles
GRANT UPDATE(roles) ON TABLE commonground.membership TO commonground_member;

-- ACL COLUMN milestone.done_on
GRANT UPDATE(done_on) ON TABLE commonground.milestone TO commonground_member;

-- ACL COLUMN milestone.due_on
GRANT UPDATE(due_on) ON TABLE commonground.milestone TO commonground_member;

-- ACL COLUMN milestone.title
GRANT UPDATE(title) ON TABLE commonground.milestone TO commonground_member;

-- ACL COLUMN notice.account_id
GRANT SELECT(account_id) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.agency_id
GRANT SELECT(agency_id) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.created_at
GRANT SELECT(created_at) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.id
GRANT SELECT(id) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.path
GRANT SELECT(path) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.sent_at
GRANT SELECT(sent_at) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.subject
GRANT SELECT(subject) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.text
GRANT SELECT(text) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN notice.trouble
GRANT SELECT(trouble) ON TABLE commonground.notice TO commonground_member;

-- ACL COLUMN planned_release.announced_at
GRANT SELECT(announced_at) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.announced_by
GRANT SELECT(announced_by) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.geography
GRANT SELECT(geography) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.period
GRANT SELECT(period) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.publish_from
GRANT SELECT(publish_from) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.stopped_at
GRANT SELECT(stopped_at) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.stopped_by
GRANT SELECT(stopped_by) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN planned_release.stopped_why
GRANT SELECT(stopped_why) ON TABLE commonground.planned_release TO commonground_member;

-- ACL COLUMN retention_period.months
GRANT UPDATE(months) ON TABLE commonground.retention_period TO commonground_member;

-- ACL COLUMN saved_view.created_at
GRANT UPDATE(created_at) ON TABLE commonground.saved_view TO commonground_member;

-- ACL COLUMN saved_view.query
GRANT UPDATE(query) ON TABLE commonground.saved_view TO commonground_member;

-- ACL COLUMN source_mark.source
GRANT UPDATE(source) ON TABLE commonground.source_mark TO commonground_member;

-- ACL FUNCTION area_set_number(wanted integer[])
REVOKE ALL ON FUNCTION commonground.area_set_number(wanted integer[]) FROM PUBLIC;

-- ACL FUNCTION areas_at(point public.geometry)
REVOKE ALL ON FUNCTION commonground.areas_at(point public.geometry) FROM PUBLIC;

-- ACL FUNCTION close_months(last_month date)
REVOKE ALL ON FUNCTION commonground.close_months(last_month date) FROM PUBLIC;

-- ACL FUNCTION counted_by_hexagon(provider smallint, kind_wanted smallint)
REVOKE ALL ON FUNCTION commonground.counted_by_hexagon(provider smallint, kind_wanted smallint) FROM PUBLIC;

-- ACL FUNCTION cut_outline()
REVOKE ALL ON FUNCTION commonground.cut_outline() FROM PUBLIC;

-- ACL FUNCTION place_incident()
REVOKE ALL ON FUNCTION commonground.place_incident() FROM PUBLIC;

-- ACL FUNCTION place_incidents()
REVOKE ALL ON FUNCTION commonground.place_incidents() FROM PUBLIC;

-- ACL FUNCTION place_moved()
REVOKE ALL ON FUNCTION commonground.place_moved() FROM PUBLIC;

-- ACL FUNCTION real_data_present()
REVOKE ALL ON FUNCTION commonground.real_data_present() FROM PUBLIC;

-- ACL FUNCTION record_bulk_history()
REVOKE ALL ON FUNCTION commonground.record_bulk_history() FROM PUBLIC;

-- ACL FUNCTION record_history()
REVOKE ALL ON FUNCTION commonground.record_history() FROM PUBLIC;

-- ACL FUNCTION refuse_uncounted_hotspot()
REVOKE ALL ON FUNCTION commonground.refuse_uncounted_hotspot() FROM PUBLIC;

-- ACL FUNCTION released_keys()
REVOKE ALL ON FUNCTION commonground.released_keys() FROM PUBLIC;

-- ACL FUNCTION smallest_step(provider smallint, kind_wanted smallint)
REVOKE ALL ON FUNCTION commonground.smallest_step(provider smallint, kind_wanted smallint) FROM PUBLIC;

-- ACL FUNCTION write_audit(account uuid, agency smallint, event text, outcome text, concerns smallint[], about jsonb)
REVOKE ALL ON FUNCTION commonground.write_audit(account uuid, agency smallint, event text, outcome text, concerns smallint[], about jsonb) FROM PUBLIC;

-- ACL FUNCTION write_history(of_subject text, of_id text, owner smallint, of_table text, row_key text, verb text, before jsonb, after jsonb)
REVOKE ALL ON FUNCTION commonground.write_history(of_subject text, of_id text, owner smallint, of_table text, row_key text, verb text, before jsonb, after jsonb) FROM PUBLIC;

-- ACL SCHEMA commonground
GRANT USAGE ON SCHEMA commonground TO commonground_member;
GRANT USAGE ON SCHEMA commonground TO commonground_point_reader;

-- ACL TABLE action
GRANT SELECT,INSERT ON TABLE commonground.action TO commonground_member;

-- ACL TABLE action_proposal
GRANT SELECT,INSERT ON TABLE commonground.action_proposal TO commonground_member;

-- ACL TABLE agency
GRANT SELECT ON TABLE commonground.agency TO commonground_member;

-- ACL TABLE agreement
GRANT SELECT,INSERT ON TABLE commonground.agreement TO commonground_member;

-- ACL TABLE agreement_party
GRANT SELECT,INSERT ON TABLE commonground.agreement_party TO commonground_member;

-- ACL TABLE alert
GRANT SELECT ON TABLE commonground.alert TO commonground_member;

-- ACL TABLE area
GRANT SELECT ON TABLE commonground.area TO commonground_member;

-- ACL TABLE audit_event
GRANT SELECT ON TABLE commonground.audit_event TO commonground_member;

-- ACL TABLE audit_name
GRANT SELECT ON TABLE commonground.audit_name TO commonground_member;

-- ACL TABLE counted_incident
GRANT SELECT ON TABLE commonground.counted_incident TO commonground_member;

-- ACL TABLE data_version
GRANT SELECT ON TABLE commonground.data_version TO commonground_member;

-- ACL TABLE find_record
GRANT SELECT ON TABLE commonground.find_record TO commonground_member;

-- ACL TABLE hotspot
GRANT SELECT,INSERT ON TABLE commonground.hotspot TO commonground_member;

-- ACL TABLE hotspot_count
GRANT SELECT,INSERT ON TABLE commonground.hotspot_count TO commonground_member;

-- ACL TABLE hotspot_evidence
GRANT SELECT,INSERT ON TABLE commonground.hotspot_evidence TO commonground_member;

-- ACL TABLE import
GRANT SELECT ON TABLE commonground.import TO commonground_member;

-- ACL TABLE import_reject
GRANT SELECT ON TABLE commonground.import_reject TO commonground_member;

-- ACL TABLE incident
GRANT SELECT ON TABLE commonground.incident TO commonground_point_reader;

-- ACL TABLE incident_type
GRANT SELECT ON TABLE commonground.incident_type TO commonground_member;

-- ACL TABLE landmark
GRANT SELECT ON TABLE commonground.landmark TO commonground_member;

-- ACL TABLE membership
GRANT SELECT ON TABLE commonground.membership TO commonground_member;

-- ACL TABLE milestone
GRANT SELECT,INSERT,DELETE ON TABLE commonground.milestone TO commonground_member;

-- ACL TABLE own_mapping
GRANT SELECT ON TABLE commonground.own_mapping TO commonground_member;

-- ACL TABLE partnership
GRANT SELECT ON TABLE commonground.partnership TO commonground_member;

-- ACL TABLE permission
GRANT SELECT ON TABLE commonground.permission TO commonground_member;

-- ACL TABLE place
GRANT SELECT ON TABLE commonground.place TO commonground_member;

-- ACL TABLE progress
GRANT SELECT,INSERT ON TABLE commonground.progress TO commonground_member;

-- ACL TABLE public_order
GRANT SELECT ON TABLE commonground.public_order TO commonground_member;

-- ACL TABLE release
GRANT SELECT ON TABLE commonground.release TO commonground_member;

-- ACL TABLE release_file
GRANT SELECT ON TABLE commonground.release_file TO commonground_member;

-- ACL TABLE release_geography
GRANT SELECT ON TABLE commonground.release_geography TO commonground_member;

-- ACL TABLE residents_zone
GRANT SELECT ON TABLE commonground.residents_zone TO commonground_member;

-- ACL TABLE retention_period
GRANT SELECT,INSERT ON TABLE commonground.retention_period TO commonground_member;

-- ACL TABLE saved_view
GRANT SELECT,INSERT,DELETE ON TABLE commonground.saved_view TO commonground_member;

-- ACL TABLE source_mark
GRANT SELECT,INSERT,DELETE ON TABLE commonground.source_mark TO commonground_member;

-- ACL TABLE subscription
GRANT SELECT,INSERT,DELETE ON TABLE commonground.subscription TO commonground_member;

-- COMMENT COLUMN action.state
COMMENT ON COLUMN commonground.action.state IS 'Allowed moves are the table in api/actions/state.ts.';

-- COMMENT COLUMN alert.held_to
COMMENT ON COLUMN commonground.alert.held_to IS 'days of the same weekday, weeks, or finds before';

-- COMMENT COLUMN alert.level
COMMENT ON COLUMN commonground.alert.level IS 'the p at which a series of this strand alerts at this look';

-- COMMENT COLUMN alert.usual
COMMENT ON COLUMN commonground.alert.usual IS 'incidents: the mean of as many days before; needles: a find''s';

-- COMMENT COLUMN history.before
COMMENT ON COLUMN commonground.history.before IS 'The changed columns alone. Cells are hexadecimal; outlines and points are digests.';

-- COMMENT COLUMN hotspot_count.take
COMMENT ON COLUMN commonground.hotspot_count.take IS 'Which of the hotspot''s evidence it is part of.';

-- COMMENT COLUMN import.sensitivity
COMMENT ON COLUMN commonground.import.sensitivity IS 'What its rows are stored with; given with the file, or the feed''s own.';

-- COMMENT COLUMN incident.area_set_id
COMMENT ON COLUMN commonground.incident.area_set_id IS 'The areas that hold its exact place: area_set. 0: outside all, or no place. Kept when the place becomes coarse.';

-- COMMENT COLUMN incident.cell
COMMENT ON COLUMN commonground.incident.cell IS 'H3 cell at resolution 12; what it lies in at a larger size is cell_at(cell, edge_cells, resolution).';

-- COMMENT COLUMN incident.content_hash
COMMENT ON COLUMN commonground.incident.content_hash IS 'Hash of all that matters in the source row: the same file again adds nothing.';

-- COMMENT COLUMN incident.edge_cells
COMMENT ON COLUMN commonground.incident.edge_cells IS 'H3 cells at resolution 6 to 11 in which the place lies, each null where it is the ancestor of cell; null where all are.';

-- COMMENT COLUMN known_device.vouched_by
COMMENT ON COLUMN commonground.known_device.vouched_by IS 'The agency whose provider proved who it was: no account of guesses at a password of ours. Null: proved to us.';

-- COMMENT COLUMN session.strong
COMMENT ON COLUMN commonground.session.strong IS 'Proved by two factors or by an agency''s provider: without, it carries the roles street and reader only.';

-- COMMENT COLUMN session.vouched_by
COMMENT ON COLUMN commonground.session.vouched_by IS 'The agency whose provider proved who it is: the session acts for that agency only. Null: proved to us.';

-- COMMENT TABLE account
COMMENT ON TABLE commonground.account IS 'A person (or the operator). What they may do hangs on membership, never on the account.';

-- COMMENT TABLE action
COMMENT ON TABLE commonground.action IS 'A specific, time-bound, resourced piece of work by one agency, with a measure of success.';

-- COMMENT TABLE action_proposal
COMMENT ON TABLE commonground.action_proposal IS 'A change to an action that another agency proposes to the one that owns it.';

-- COMMENT TABLE agency
COMMENT ON TABLE commonground.agency IS 'A partner that owns data and actions. id * 4 + sensitivity is the share key of its rows.';

-- COMMENT TABLE agreement
COMMENT ON TABLE commonground.agreement IS 'What one agency lets others read or count of its records, why, and until when. Its terms never change: another one replaces it.';

-- COMMENT TABLE agreement_party
COMMENT ON TABLE commonground.agreement_party IS 'Who has accepted an agreement. It acts between the provider and each recipient once both have.';

-- COMMENT TABLE alert
COMMENT ON TABLE commonground.alert IS 'An unusual day, week or rise of one series: a feed, kind, sensitivity and area. Made once, notified once.';

-- COMMENT TABLE area
COMMENT ON TABLE commonground.area IS 'Outlines to count inside: districts, wards, areas drawn by the partnership. source says where the line comes from.';

-- COMMENT TABLE area_piece
COMMENT ON TABLE commonground.area_piece IS 'The outline of each area in pieces, for finding the areas of a point. Written by the trigger cut_outline on area.';

-- COMMENT TABLE area_set
COMMENT ON TABLE commonground.area_set IS 'Each set of areas that holds all places of some incident. 0: outside all areas.';

-- COMMENT TABLE audit_event
COMMENT ON TABLE commonground.audit_event IS 'Append-only. hash = sha256(previous_hash || the line''s own text); npm run cli -- audit verify recomputes it.';

-- COMMENT TABLE audit_head
COMMENT ON TABLE commonground.audit_head IS 'The newest line''s number and hash: a line cut off the end would be missed.';

-- COMMENT TABLE backfill
COMMENT ON TABLE commonground.backfill IS 'Computations over existing rows that are not finished. A row goes when its computation is done; a new database has none.';

-- COMMENT TABLE change
COMMENT ON TABLE commonground.change IS 'What each data version changed, for processes that keep a hex index to catch up from.';

-- COMMENT TABLE change_row
COMMENT ON TABLE commonground.change_row IS 'See change. Owner only.';

-- COMMENT TABLE closed_count
COMMENT ON TABLE commonground.closed_count IS 'Counts of closed months. A later record or correction adds a revision, and only if the count moves by smallest_step() or more.';

-- COMMENT TABLE closed_month
COMMENT ON TABLE commonground.closed_month IS 'Months of which a provider''s records were counted for agreements and releases, and in which hexagons.';

-- COMMENT TABLE data_version
COMMENT ON TABLE commonground.data_version IS 'One counter: how often incidents have changed.';

-- COMMENT TABLE dataset
COMMENT ON TABLE commonground.dataset IS 'One feed of one agency, with the column mapping remembered for it.';

-- COMMENT TABLE delivery
COMMENT ON TABLE commonground.delivery IS 'Rows per feed and month, one line an import: the gaps between them are what did not arrive.';

-- COMMENT TABLE delivery_reminder
COMMENT ON TABLE commonground.delivery_reminder IS 'That an agency was reminded of a quarter that is due. Kept as evidence of the request.';

-- COMMENT TABLE find
COMMENT ON TABLE commonground.find IS 'What the street team adds to the incident of a find (or of a search that found nothing).';

-- COMMENT TABLE history
COMMENT ON TABLE commonground.history IS 'Who changed what, when, from what to what. Append-only, written by triggers. It holds no secret.';

-- COMMENT TABLE hotspot
COMMENT ON TABLE commonground.hotspot IS 'A place made of hexes that the partnership works on.';

-- COMMENT TABLE hotspot_count
COMMENT ON TABLE commonground.hotspot_count IS 'Evidence of a hotspot as counted on the day it was proposed. Written once.';

-- COMMENT TABLE hotspot_evidence
COMMENT ON TABLE commonground.hotspot_evidence IS 'The windows, filters and cells that a hotspot was counted on. Written once.';

-- COMMENT TABLE identity
COMMENT ON TABLE commonground.identity IS 'Whom a provider means: issuer and subject, linked by an invitation. Never an e-mail address, which can pass to somebody else.';

-- COMMENT TABLE identity_provider
COMMENT ON TABLE commonground.identity_provider IS 'Where an agency''s people sign in with the account they have at work (OpenID Connect).';

-- COMMENT TABLE import
COMMENT ON TABLE commonground.import IS 'One uploaded file: its state, what became of its rows, and why if it was refused.';

-- COMMENT TABLE import_match
COMMENT ON TABLE commonground.import_match IS 'Computed by the dry run and again by the import itself. Owner only.';

-- COMMENT TABLE import_reject
COMMENT ON TABLE commonground.import_reject IS 'Rows that did not come in, beside the reason. Downloaded as CSV, corrected, sent again.';

-- COMMENT TABLE import_row
COMMENT ON TABLE commonground.import_row IS 'Staged rows. Owner only.';

-- COMMENT TABLE incident
COMMENT ON TABLE commonground.incident IS 'What happened, where and when, as one agency reported it. The only truth: the hex index is derived from it.';

-- COMMENT TABLE incident_type
COMMENT ON TABLE commonground.incident_type IS 'What can happen. Ids are stored in rows and in the hex index: only ever added. Held equal to api/contract/kinds.ts by a test.';

-- COMMENT TABLE invitation
COMMENT ON TABLE commonground.invitation IS 'Links by which a person joins or resets their sign-in: valid once and for seven days.';

-- COMMENT TABLE known_device
COMMENT ON TABLE commonground.known_device IS 'Browsers in which a person has signed in. It lets nobody in: attempts from there are counted apart, so that strangers'' wrong passwords do not lock the person out.';

-- COMMENT TABLE landmark
COMMENT ON TABLE commonground.landmark IS 'Needle exchanges, sharps bins, licensed premises, schools. Public; a file brings all of a kind and replaces them.';

-- COMMENT TABLE membership
COMMENT ON TABLE commonground.membership IS 'Whom a person acts for, and in which roles. Ended, never deleted: the audit refers to it.';

-- COMMENT TABLE milestone
COMMENT ON TABLE commonground.milestone IS 'A step of an action with a date of its own.';

-- COMMENT TABLE moved_area
COMMENT ON TABLE commonground.moved_area IS 'Areas whose incidents are still to be counted anew; empty between transactions.';

-- COMMENT TABLE notice
COMMENT ON TABLE commonground.notice IS 'A message to a member, written in the transaction of its event and sent afterwards.';

-- COMMENT TABLE partnership
COMMENT ON TABLE commonground.partnership IS 'One row: the partnership whose schema this is.';

-- COMMENT TABLE passkey
COMMENT ON TABLE commonground.passkey IS 'What a person''s devices prove themselves by. Public keys only: nothing here can sign anybody in.';

-- COMMENT TABLE permission
COMMENT ON TABLE commonground.permission IS 'What each role may do. Held equal to api/contract/permissions.ts by a test.';

-- COMMENT TABLE place
COMMENT ON TABLE commonground.place IS 'Names to write on the map and to call a hex by ("near Shrub Hill"). Where labels would overlap, the heavier name is drawn.';

-- COMMENT TABLE planned_release
COMMENT ON TABLE commonground.planned_release IS 'Releases that are announced or were stopped. One that has been published is in table release.';

-- COMMENT TABLE progress
COMMENT ON TABLE commonground.progress IS 'What was done, when, in how many hours, and where the measure stood. Only ever added.';

-- COMMENT TABLE public_order
COMMENT ON TABLE commonground.public_order IS 'Public Spaces Protection Orders, with the day they end. Public.';

-- COMMENT TABLE release
COMMENT ON TABLE commonground.release IS 'A month that has been released. Written in one transaction with its files, before anything is published.';

-- COMMENT TABLE release_file
COMMENT ON TABLE commonground.release_file IS 'What is published, byte for byte. The files under DATA_DIR/releases are copies, made again from here when they are lost.';

-- COMMENT TABLE release_geography
COMMENT ON TABLE commonground.release_geography IS 'One row, written with the first release: by which places every release counts. Two geographies of one month could be subtracted from each other.';

-- COMMENT TABLE residents_zone
COMMENT ON TABLE commonground.residents_zone IS 'Residents of census zones: what rates are made of. A public figure.';

-- COMMENT TABLE retention_period
COMMENT ON TABLE commonground.retention_period IS 'For how many months an agency keeps what; without a line the period of api/contract/retention.ts holds.';

-- COMMENT TABLE saved_view
COMMENT ON TABLE commonground.saved_view IS 'A named view of the map: only its parameters, so it shows what its reader may read.';

-- COMMENT TABLE session
COMMENT ON TABLE commonground.session IS 'A browser, phone or script that is signed in. Owner only.';

-- COMMENT TABLE sign_in_attempt
COMMENT ON TABLE commonground.sign_in_attempt IS 'Sign-ins that have begun and not ended: minutes old, each valid once. Not sessions.';

-- COMMENT TABLE source_mark
COMMENT ON TABLE commonground.source_mark IS 'How an agency''s records of a type come to be known; without a line the default of api/contract/sources.ts holds.';

-- COMMENT TABLE subscription
COMMENT ON TABLE commonground.subscription IS 'Which alerts a person is to be notified of, acting for one agency. What they may read is checked at each alert.';

-- COMMENT TABLE throttle
COMMENT ON TABLE commonground.throttle IS 'Rate limits: attempts since a moment. Counted before an attempt is checked.';

-- COMMENT TABLE totp
COMMENT ON TABLE commonground.totp IS 'Authenticator apps, one a person.';

-- COMMENT VIEW audit_name
COMMENT ON VIEW commonground.audit_name IS 'Names of the people in the audit, for whoever may read its lines.';

-- COMMENT VIEW closed_count_now
COMMENT ON VIEW commonground.closed_count_now IS 'The last revision of each count of a closed month. Owner only.';

-- COMMENT VIEW counted_incident
COMMENT ON VIEW commonground.counted_incident IS 'The rows every count is made of. The hex index is held equal to it.';

-- COMMENT VIEW delivery_arrival
COMMENT ON VIEW commonground.delivery_arrival IS 'When each month of each feed first arrived.';

-- COMMENT VIEW effective_agreement
COMMENT ON VIEW commonground.effective_agreement IS 'Agreements in force. Owner only: members read agreement and agreement_party.';

-- COMMENT VIEW find_record
COMMENT ON VIEW commonground.find_record IS 'A find with its exact place and note, as far as its reader may read it.';

-- COMMENT VIEW own_mapping
COMMENT ON VIEW commonground.own_mapping IS 'The column mapping remembered for each feed of the viewer''s own agency.';

-- FUNCTION area_set_number(integer[])
CREATE FUNCTION commonground.area_set_number(wanted integer[]) RETURNS smallint
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  number integer;
begin
  select id into number from area_set where areas = wanted;
  if found then
    return number;
  end if;
  -- one transaction at a time gives out numbers
  lock table area_set in share row exclusive mode;
  select id into number from area_set where areas = wanted;
  if found then
    return number;
  end if;
  select min(id) + 1 into number
  from area_set
  where not exists (select from area_set next where next.id = area_set.id + 1);
  if number > 32767 then
    raise exception 'These areas overlap in more than 32,767 ways. Bring in fewer, or larger, areas.'
      using errcode = 'program_limit_exceeded';
  end if;
  insert into area_set (id, areas) values (number, wanted);
  return number;
end
$$;

-- FUNCTION areas_at(public.geometry)
CREATE FUNCTION commonground.areas_at(point public.geometry) RETURNS integer[]
    LANGUAGE sql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
  select coalesce(array_agg(distinct area_id order by area_id), '{}')
  from area_piece
  where ST_Covers(piece, just_north_east(point))
$$;

-- FUNCTION audit_text(bigint, timestamp with time zone, uuid, smallint, text, text, smallint[], jsonb)
CREATE FUNCTION commonground.audit_text(id bigint, at timestamp with time zone, account_id uuid, agency_id smallint, event text, outcome text, concerns smallint[], about jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET "TimeZone" TO 'UTC'
    RETURN (jsonb_build_array(id, at, account_id, agency_id, event, outcome, concerns, about))::text;

-- FUNCTION cell_at(bigint, bigint[], integer)
CREATE FUNCTION commonground.cell_at(cell bigint, edge_cells bigint[], resolution integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((edge_cells)[(resolution - 5)], commonground.coarser(cell, resolution));

-- FUNCTION close_months(date)
CREATE FUNCTION commonground.close_months(last_month date) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
#variable_conflict use_column
declare
  written integer;
begin
  -- writers wait: what is counted is one version of the records
  perform from data_version for update;

  insert into closed_month (agency_id, kind, month, resolution)
  with terms as (
    -- what is published is counted in the release's hexagons: of smaller ones it could leave out nearly all
    select
      provider_id as agency_id,
      kind_code(kind)::smallint as kind,
      (case when bool_or(level = 'release') then 8 else max(resolution) end)::smallint as resolution
    from effective_agreement
    cross join unnest(kinds) kind
    where level in ('cell', 'release')
    group by 1, 2
  )
  select distinct
    terms.agency_id,
    terms.kind,
    date_trunc('month', counted.local_day::timestamp)::date,
    terms.resolution
  from terms
  join counted_incident counted
    on counted.agency_id = terms.agency_id
    and counted.type_id / 20 = terms.kind
  where counted.cell is not null
    and counted.local_day < last_month + interval '1 month'
  on conflict do nothing;

  insert into closed_count (agency_id, kind, month, sensitivity, cell, revision, n)
  with counted as (
    select
      closed_month.agency_id,
      closed_month.kind,
      closed_month.month,
      incident.sensitivity,
      cell_at(incident.cell, incident.edge_cells, closed_month.resolution) as cell,
      count(*)::integer as n
    from closed_month
    join counted_incident incident
      on incident.agency_id = closed_month.agency_id
      and incident.type_id / 20 = closed_month.kind
      and date_trunc('month', incident.local_day::timestamp) = closed_month.month
    where incident.cell is not null
      and not closed_month.by_area
    group by 1, 2, 3, 4, 5
  ),
  known as (
    select
      agency_id, kind, month, sensitivity, cell,
      max(revision) as revision,
      (array_agg(n order by revision desc))[1] as n,
      array_agg(n) || case when min(revision) > 1 then array[0] else '{}' end as earlier
    from closed_count
    join closed_month using (agency_id, kind, month)
    where not by_area
    group by 1, 2, 3, 4, 5
  ),
  begun as (
    select distinct agency_id, kind, month
    from closed_count
  ),
  steps as materialized (
    select agency_id, kind, smallest_step(agency_id, kind) as step
    from (select distinct agency_id, kind from closed_month) provider
  ),
  compared as (
    select
      agency_id, kind, month, sensitivity, cell,
      begun.month is not null as is_begun,
      coalesce(counted.n, 0) as n,
      coalesce(known.n, 0) as known_n,
      coalesce(known.revision, 1) as revision,
      coalesce(known.earlier, array[0]) as earlier,
      steps.step
    from counted
    full join known using (agency_id, kind, month, sensitivity, cell)
    left join begun using (agency_id, kind, month)
    join steps using (agency_id, kind)
  ),
  revised as (
    select
      *,
      case when is_begun then revised_count(earlier, n, step) else n end as shown
    from compared
  )
  select
    agency_id, kind, month, sensitivity, cell,
    case when is_begun then revision + 1 else 1 end,
    shown
  from revised
  where not is_begun
    or shown <> known_n;
  get diagnostics written = row_count;

  if written > 0 then
    with moved as (
      update data_version
      set version = version + 1
      returning version
    )
    insert into change (version, kind)
    select version, 'closed'
    from moved;
  end if;
  return written > 0;
end
$$;

-- FUNCTION coarser(bigint, integer)
CREATE FUNCTION commonground.coarser(cell bigint, resolution integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((cell & (~ ((15)::bigint << 52))) | ((resolution)::bigint << 52)) | (((1)::bigint << (3 * (15 - resolution))) - 1));

-- FUNCTION counted_by_hexagon(smallint, smallint)
CREATE FUNCTION commonground.counted_by_hexagon(provider smallint, kind_wanted smallint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
  select exists (
    select
    from agreement
    join agreement_party
      on agreement_party.agreement_id = agreement.id
      and agreement_party.agency_id = agreement.provider_id
    where agreement.provider_id = provider
      and agreement.level = 'cell'
      and kind_wanted = any (select kind_code(kind) from unnest(agreement.kinds) kind)
  )
$$;

-- FUNCTION cut_outline()
CREATE FUNCTION commonground.cut_outline() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  if tg_op = 'DELETE' then
    insert into moved_area (area_id) values (old.id) on conflict do nothing;
    return null;
  end if;
  delete from area_piece where area_id = new.id;
  insert into area_piece (area_id, piece)
  select new.id, (ST_Dump(part)).geom
  from ST_Subdivide(new.outline, 64) part;
  insert into moved_area (area_id) values (new.id) on conflict do nothing;
  return null;
end
$$;

-- FUNCTION deliveries_received()
CREATE FUNCTION commonground.deliveries_received() RETURNS TABLE(dataset_id integer, month date, received_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
  select dataset_id, month, received_at
  from delivery_arrival
  where (select viewer_may('counts.read'))
$$;

-- FUNCTION feed_kinds()
CREATE FUNCTION commonground.feed_kinds() RETURNS TABLE(dataset_id integer, kind smallint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
  select distinct incident.dataset_id, (incident.type_id / 20)::smallint
  from incident
  where (select viewer_agency()) is not null
    and (select viewer_may('counts.read'))
$$;

-- FUNCTION first_child(bigint, integer)
CREATE FUNCTION commonground.first_child(cell bigint, resolution integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((cell & (~ ((15)::bigint << 52))) | ((12)::bigint << 52)) & (~ ((((1)::bigint << (3 * (15 - resolution))) - 1) & (~ (511)::bigint))));

-- FUNCTION history_key(jsonb, text)
CREATE FUNCTION commonground.history_key(of_row jsonb, columns text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT COALESCE(string_agg((history_key.of_row ->> named.name), ':'::text ORDER BY named.n), ''::text) AS "coalesce" FROM unnest(string_to_array(history_key.columns, ' '::text)) WITH ORDINALITY named(name, n));

-- FUNCTION history_values(jsonb, text)
CREATE FUNCTION commonground.history_values(of_row jsonb, left_out text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT COALESCE(jsonb_object_agg(jsonb_each.key, CASE WHEN (jsonb_each.key = 'cells'::text) THEN (SELECT jsonb_agg(to_hex((chosen.cell)::bigint) ORDER BY chosen.n) AS jsonb_agg FROM jsonb_array_elements_text(jsonb_each.value) WITH ORDINALITY chosen(cell, n)) WHEN (jsonb_each.key = ANY (ARRAY['outline'::text, 'point'::text])) THEN to_jsonb(md5((jsonb_each.value)::text)) ELSE jsonb_each.value END), '{}'::jsonb) AS "coalesce" FROM jsonb_each(history_values.of_row) jsonb_each(key, value) WHERE (jsonb_each.key <> ALL (string_to_array(history_values.left_out, ' '::text))));

-- FUNCTION just_north_east(public.geometry)
CREATE FUNCTION commonground.just_north_east(point public.geometry) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.st_setsrid(public.st_makepoint((public.st_x(point) + (0.000000001)::double precision), (public.st_y(point) + (0.000000000618033988749895)::double precision)), public.st_srid(point));

-- FUNCTION kind_code(text)
CREATE FUNCTION commonground.kind_code(kind text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind WHEN 'crime'::text THEN 0 WHEN 'asb'::text THEN 1 WHEN 'alcohol'::text THEN 2 WHEN 'needle_find'::text THEN 3 ELSE NULL::integer END;

-- FUNCTION last_child(bigint, integer)
CREATE FUNCTION commonground.last_child(cell bigint, resolution integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((cell & (~ ((15)::bigint << 52))) | ((12)::bigint << 52)) | (((1)::bigint << (3 * (15 - resolution))) - 1));

-- FUNCTION may_read_incidents(bytea, integer, integer)
CREATE FUNCTION commonground.may_read_incidents(grants bytea, share_key integer, kind integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (get_bit(grants, (((share_key * 4) + kind))::bigint) <> 0);

-- FUNCTION partner_counts(integer, date, date)
CREATE FUNCTION commonground.partner_counts(wanted_resolution integer, first_month date, last_month date) RETURNS TABLE(cell bigint, agency_id smallint, kind smallint, month date, n integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
#variable_conflict use_column
begin
  return query
  select
    coarser(counted.cell, wanted_resolution),
    counted.agency_id,
    counted.kind,
    counted.month,
    sum(counted.n)::integer
  from viewer_cell_grants() granted
  join closed_count_now counted
    on counted.agency_id = granted.agency_id
    and counted.kind = granted.kind
    and counted.sensitivity between granted.first_sensitivity and granted.last_sensitivity
    and counted.n >= granted.threshold
  where wanted_resolution <= least(granted.resolution, counted.resolution)
    and counted.month between date_trunc('month', first_month::timestamp) and last_month
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4;
end
$$;

-- FUNCTION place_incident()
CREATE FUNCTION commonground.place_incident() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  lock table area in share mode;
  new.area_set_id := case when new.geom is null then 0 else area_set_number(areas_at(new.geom)) end;
  return new;
end
$$;

-- FUNCTION place_incidents()
CREATE FUNCTION commonground.place_incidents() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  moved integer[];
  around geometry;
begin
  select array_agg(area_id order by area_id) into moved from moved_area;
  if moved is null then
    return;
  end if;
  delete from moved_area;
  -- first, as everywhere: writers of incidents wait for it before they lock a row
  with versioned as (
    update data_version
    set version = version + 1
    returning version
  )
  insert into change (version, kind)
  select version, 'areas'
  from versioned;

  select ST_SetSRID(ST_Extent(piece)::geometry, 4326) into around
  from area_piece
  where area_id = any (moved);

  with place as materialized (
    -- each once: feeds of snap points have thousands of records at one
    select geom, area_set_id
    from incident
    where geom is not null
      and (
        geom && around
        or area_set_id in (select id from area_set where areas && moved)
      )
    group by geom, area_set_id
  ),
  decided as materialized (
    select
      place.geom,
      place.area_set_id,
      array(
        select area_id
        from unnest(area_set.areas) area_id
        where area_id <> all (moved)
        union
        select area_id
        from area_piece
        where ST_Covers(piece, just_north_east(place.geom))
          and area_id = any (moved)
        order by area_id
      ) as areas
    from place
    join area_set on area_set.id = place.area_set_id
  ),
  numbered as materialized (
    select areas, area_set_number(areas) as id
    from (select distinct areas from decided) kept
  )
  update incident
  set area_set_id = numbered.id
  from decided
  join numbered using (areas)
  where incident.geom = decided.geom
    and incident.area_set_id = decided.area_set_id
    and numbered.id <> decided.area_set_id;

  delete from area_set
  where id <> 0
    and id not in (select area_set_id from incident);
end
$$;

-- FUNCTION place_moved()
CREATE FUNCTION commonground.place_moved() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  perform place_incidents();
  return null;
end
$$;

-- FUNCTION real_data_present()
CREATE FUNCTION commonground.real_data_present() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
  select
    exists (select from account where kind = 'person' and not sample)
    or exists (
      select
      from import
      join account on account.id = import.account_id
      where not account.sample
        and not import.dry_run
        and import.state in ('committing', 'done')
    )
    or exists (
      select
      from find
      join account on account.id = find.account_id
      where not account.sample
    )
$$;

-- FUNCTION record_audit(text, text, smallint[], jsonb)
CREATE FUNCTION commonground.record_audit(event text, outcome text, concerns smallint[], about jsonb) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
  select write_audit(stated_account(), stated_agency(), event, outcome, concerns, about)
$$;

-- FUNCTION record_bulk_history()
CREATE FUNCTION commonground.record_bulk_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  counted jsonb;
begin
  -- the first lines of all subjects of this sort
  perform pg_advisory_xact_lock(hashtextextended('history of ' || tg_argv[0], 0));
  select jsonb_object_agg(name, n)
  into counted
  from (
    select to_jsonb(changed) ->> tg_argv[1] as name, count(*) as n
    from changed
    group by 1
  ) by_name;
  if counted is null then
    return null;
  end if;
  perform write_history(
    tg_argv[0], 'all', null, tg_table_name, '', lower(tg_op),
    case when tg_op = 'DELETE' then counted else '{}' end,
    case when tg_op = 'DELETE' then '{}' else counted end);
  return null;
end
$$;

-- FUNCTION record_history()
CREATE FUNCTION commonground.record_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  earlier jsonb := case when tg_op = 'INSERT' then '{}' else history_values(to_jsonb(old), tg_argv[4]) end;
  later jsonb := case when tg_op = 'DELETE' then '{}' else history_values(to_jsonb(new), tg_argv[4]) end;
  present jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  changed text[];
begin
  select array_agg(key)
  into changed
  from jsonb_object_keys(earlier || later) key
  where earlier -> key is distinct from later -> key;
  if changed is null then
    return null;
  end if;
  changed := changed || string_to_array(tg_argv[5], ' ');
  perform write_history(
    tg_argv[0], history_key(present, tg_argv[1]), (present ->> tg_argv[3])::smallint, tg_table_name,
    history_key(present, tg_argv[2]), lower(tg_op),
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(earlier) where key = any (changed)),
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(later) where key = any (changed)));
  return null;
end
$$;

-- FUNCTION refuse_change()
CREATE FUNCTION commonground.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'The audit is only ever added to.';
end
$$;

-- FUNCTION refuse_history_change()
CREATE FUNCTION commonground.refuse_history_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'History is only ever added to.';
end
$$;

-- FUNCTION refuse_second_release()
CREATE FUNCTION commonground.refuse_second_release() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'A release is never changed or removed: what was published once stays as it was.';
end
$$;

-- FUNCTION refuse_uncounted_hotspot()
CREATE FUNCTION commonground.refuse_uncounted_hotspot() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  if not exists (select from hotspot_evidence where hotspot_id = new.id) then
    raise exception 'A hotspot is stored with the evidence of its cells.';
  end if;
  return null;
end
$$;

-- FUNCTION released_keys()
CREATE FUNCTION commonground.released_keys() RETURNS integer[]
    LANGUAGE sql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
  select coalesce(array_agg(distinct key order by key), '{}')
  from (
    select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind) as key
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    cross join generate_series(0, shared.max_sensitivity) sensitivity
    where shared.level = 'release'
  ) released
$$;

-- FUNCTION revised_count(integer[], integer, integer)
CREATE FUNCTION commonground.revised_count(earlier integer[], true_count integer, step integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select coalesce(
    (
      select n
      from unnest(earlier) n
      where abs(n - true_count) < step
      order by abs(n - true_count), n
      limit 1
    ),
    true_count)
$$;

-- FUNCTION smallest_step(smallint, smallint)
CREATE FUNCTION commonground.smallest_step(provider smallint, kind_wanted smallint) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
  select max(coalesce(agreement.threshold, 5))::integer
  from agreement
  cross join unnest(agreement.kinds) kind
  where agreement.provider_id = provider
    and kind_code(kind) = kind_wanted
    and agreement.level in ('cell', 'release')
    and exists (
      select
      from agreement_party
      where agreement_party.agreement_id = agreement.id
        and agreement_party.agency_id = agreement.provider_id
    )
$$;

-- FUNCTION stated_account()
CREATE FUNCTION commonground.stated_account() RETURNS uuid
    LANGUAGE sql STABLE
    RETURN (NULLIF(current_setting('commonground.account'::text, true), ''::text))::uuid;

-- FUNCTION stated_agency()
CREATE FUNCTION commonground.stated_agency() RETURNS smallint
    LANGUAGE sql STABLE
    RETURN (NULLIF(current_setting('commonground.agency'::text, true), ''::text))::smallint;

-- FUNCTION stated_phone()
CREATE FUNCTION commonground.stated_phone() RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (COALESCE(current_setting('commonground.session'::text, true), ''::text) = 'phone'::text);

-- FUNCTION today()
CREATE FUNCTION commonground.today() RETURNS date
    LANGUAGE sql STABLE
    RETURN ((now() AT TIME ZONE 'Europe/London'::text))::date;

-- FUNCTION unused_id(text, text)
CREATE FUNCTION commonground.unused_id(of_table text, of_column text DEFAULT 'id'::text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $_$
declare
  chosen integer;
  taken boolean;
begin
  loop
    chosen := ('x' || left(gen_random_uuid()::text, 8))::bit(32)::integer & 2147483647;
    execute format('select exists (select from %I where %I = $1)', of_table, of_column) into taken using chosen;
    exit when chosen > 0 and not taken;
  end loop;
  return chosen;
end
$_$;

-- FUNCTION viewer_account()
CREATE FUNCTION commonground.viewer_account() RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  return case when viewer_roles() is not null then stated_account() end;
end
$$;

-- FUNCTION viewer_agency()
CREATE FUNCTION commonground.viewer_agency() RETURNS smallint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  return case when viewer_roles() is not null then stated_agency() end;
end
$$;

-- FUNCTION viewer_agreements()
CREATE FUNCTION commonground.viewer_agreements() RETURNS TABLE(id integer, provider_id smallint, level text, kinds text[], max_sensitivity smallint, resolution smallint, threshold smallint, purpose text, legal_basis text, starts_on date, ends_on date)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
  select
    agreement.id, agreement.provider_id, agreement.level, agreement.kinds, agreement.max_sensitivity,
    agreement.resolution, agreement.threshold, agreement.purpose, agreement.legal_basis, agreement.starts_on,
    agreement.ends_on
  from effective_agreement shared
  join agreement on agreement.id = shared.id
  where shared.recipient_id = viewer_agency()
    and viewer_may('counts.read')
  order by agreement.id
$$;

-- FUNCTION viewer_cell_grants()
CREATE FUNCTION commonground.viewer_cell_grants() RETURNS TABLE(agency_id smallint, kind smallint, first_sensitivity smallint, last_sensitivity smallint, resolution smallint, threshold smallint, agreement_id integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
#variable_conflict use_column
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return;
  end if;
  return query
  with as_points as (
    -- grants begin at sensitivity 0: the highest stands for all
    select key / 16 as provider_id, key % 4 as kind, max(key / 4 % 4) as sensitivity
    from unnest(viewer_grants()) key
    group by 1, 2
  ),
  best as (
    select distinct on (shared.provider_id, kind)
      shared.provider_id, kind, shared.max_sensitivity, shared.resolution, shared.threshold, shared.id
    from effective_agreement shared
    cross join unnest(shared.kinds) kind
    where shared.level = 'cell'
      and shared.recipient_id = own
    order by shared.provider_id, kind, shared.resolution desc, shared.threshold, shared.max_sensitivity desc, shared.id
  )
  select
    best.provider_id,
    kind_code(best.kind)::smallint,
    (coalesce(as_points.sensitivity, -1) + 1)::smallint,
    best.max_sensitivity,
    best.resolution,
    best.threshold,
    best.id
  from best
  left join as_points
    on as_points.provider_id = best.provider_id
    and as_points.kind = kind_code(best.kind)
  where coalesce(as_points.sensitivity, -1) < best.max_sensitivity
  order by 1, 2;
end
$$;

-- FUNCTION viewer_grant_bits()
CREATE FUNCTION commonground.viewer_grant_bits() RETURNS bytea
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  -- sixteen keys an agency: no row's key lies beyond, so that none is an error
  bits bytea := (select decode(repeat('00', (coalesce(max(id), 0) + 1) * 2), 'hex') from agency);
  key integer;
begin
  foreach key in array viewer_grants() loop
    bits := set_bit(bits, key, 1);
  end loop;
  return bits;
end
$$;

-- FUNCTION viewer_grants()
CREATE FUNCTION commonground.viewer_grants() RETURNS integer[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  own smallint := viewer_agency();
begin
  if own is null or not viewer_may('counts.read') then
    return '{}';
  end if;
  return (
    select array_agg(distinct key order by key)
    from (
      select own * 16 + sensitivity * 4 + kind as key
      from generate_series(0, 3) sensitivity
      cross join generate_series(0, 3) kind
      union all
      select shared.provider_id * 16 + sensitivity * 4 + kind_code(kind)
      from effective_agreement shared
      cross join unnest(shared.kinds) kind
      cross join generate_series(0, shared.max_sensitivity) sensitivity
      where shared.level = 'point'
        and shared.recipient_id = own
    ) granted
  );
end
$$;

-- FUNCTION viewer_may(text)
CREATE FUNCTION commonground.viewer_may(wanted text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  roles text[] := viewer_roles();
begin
  return exists (
    select
    from permission
    where permission.operation = wanted
      and permission.role = any (roles)
      and (
        wanted <> 'partnership.manage'
        or exists (select from partnership where host_agency_id = stated_agency())
        or exists (select from account where account.id = stated_account() and account.kind = 'operator')
      )
  );
end
$$;

-- FUNCTION viewer_roles()
CREATE FUNCTION commonground.viewer_roles() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  return (
    select case when stated_phone() then array['street'] else membership.roles end
    from membership
    join account on account.id = membership.account_id
    where membership.account_id = stated_account()
      and membership.agency_id = stated_agency()
      and membership.ended_at is null
      and account.disabled_at is null
      and account.kind = 'person'
    union all
    select array['administrator', 'analyst']
    from account
    join agency on agency.id = stated_agency()
    where account.id = stated_account()
      and account.kind = 'operator'
      and account.disabled_at is null
  );
end
$$;

-- FUNCTION write_audit(uuid, smallint, text, text, smallint[], jsonb)
CREATE FUNCTION commonground.write_audit(account uuid, agency smallint, event text, outcome text, concerns smallint[], about jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
declare
  head audit_head;
  moment timestamptz := clock_timestamp();
  next_hash bytea;
begin
  select * into head from audit_head for update;
  next_hash := sha256(
    head.last_hash
    || convert_to(audit_text(head.last_id + 1, moment, account, agency, event, outcome, concerns, about), 'UTF8'));
  insert into audit_event (id, at, account_id, agency_id, event, outcome, concerns, about, previous_hash, hash)
  values (head.last_id + 1, moment, account, agency, event, outcome, concerns, about, head.last_hash, next_hash);
  update audit_head set last_id = head.last_id + 1, last_hash = next_hash;
  return head.last_id + 1;
end
$$;

-- FUNCTION write_history(text, text, smallint, text, text, text, jsonb, jsonb)
CREATE FUNCTION commonground.write_history(of_subject text, of_id text, owner smallint, of_table text, row_key text, verb text, before jsonb, after jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'commonground', 'public'
    AS $$
begin
  perform from history where subject = of_subject and subject_id = of_id and place = 1 for update;
  insert into history (
    subject, subject_id, place, at, account_id, account, agency_id, owner_id, of_table, row_key, verb, before, after)
  select
    of_subject, of_id,
    1 + coalesce((select max(place) from history where subject = of_subject and subject_id = of_id), 0),
    clock_timestamp(), stated_account(), (select name from account where id = stated_account()), stated_agency(),
    owner, write_history.of_table, write_history.row_key, write_history.verb, write_history.before, write_history.after;
end
$$;


SET default_table_access_method = heap;

-- POLICY account read_by_itself
CREATE POLICY read_by_itself ON commonground.account FOR SELECT USING ((id = ( SELECT commonground.viewer_account() AS viewer_account)));

-- POLICY account read_by_own_administrator
CREATE POLICY read_by_own_administrator ON commonground.account FOR SELECT USING ((id IN ( SELECT membership.account_id
   FROM commonground.membership)));

-- POLICY action assigned_by_the_meeting
CREATE POLICY assigned_by_the_meeting ON commonground.action FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) AND (state = 'proposed'::text)));

-- POLICY action changed_by_its_agency
CREATE POLICY changed_by_its_agency ON commonground.action FOR UPDATE USING ((( SELECT commonground.viewer_may('actions.report'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))) WITH CHECK (((agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) OR (( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) AND (state = 'proposed'::text))));

-- POLICY action read_by_partners
CREATE POLICY read_by_partners ON commonground.action FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY action_proposal decided_by_its_agency
CREATE POLICY decided_by_its_agency ON commonground.action_proposal FOR UPDATE USING (((state = 'open'::text) AND ( SELECT commonground.viewer_may('actions.report'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = action_proposal.action_id) AND (action.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))))))) WITH CHECK (((state = ANY (ARRAY['accepted'::text, 'declined'::text])) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = action_proposal.action_id) AND (action.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))))));

-- POLICY action_proposal proposed_by_another_agency
CREATE POLICY proposed_by_another_agency ON commonground.action_proposal FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (state = 'open'::text) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = action_proposal.action_id) AND (action.agency_id <> ( SELECT commonground.viewer_agency() AS viewer_agency)))))));

-- POLICY action_proposal read_by_partners
CREATE POLICY read_by_partners ON commonground.action_proposal FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY action_proposal withdrawn_by_its_proposer
CREATE POLICY withdrawn_by_its_proposer ON commonground.action_proposal FOR UPDATE USING (((state = 'open'::text) AND ( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))) WITH CHECK (((state = 'withdrawn'::text) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY agency read_by_partners
CREATE POLICY read_by_partners ON commonground.agency FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY agreement proposed_by_a_party
CREATE POLICY proposed_by_a_party ON commonground.agreement FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (proposed_by = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND ((( SELECT commonground.viewer_agency() AS viewer_agency) = provider_id) OR (( SELECT commonground.viewer_agency() AS viewer_agency) = recipient_id))));

-- POLICY agreement read_by_partners
CREATE POLICY read_by_partners ON commonground.agreement FOR SELECT USING (( SELECT commonground.viewer_may('agreements.read'::text) AS viewer_may));

-- POLICY agreement revoked_by_a_party
CREATE POLICY revoked_by_a_party ON commonground.agreement FOR UPDATE USING ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (revoked_at IS NULL) AND ((( SELECT commonground.viewer_agency() AS viewer_agency) = provider_id) OR (( SELECT commonground.viewer_agency() AS viewer_agency) = recipient_id)))) WITH CHECK ((revoked_by = ( SELECT commonground.viewer_agency() AS viewer_agency)));

-- POLICY agreement_party accepted_by_own_agency
CREATE POLICY accepted_by_own_agency ON commonground.agreement_party FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (accepted_by = ( SELECT commonground.viewer_account() AS viewer_account)) AND (EXISTS ( SELECT
   FROM commonground.agreement
  WHERE ((agreement.id = agreement_party.agreement_id) AND (agreement.revoked_at IS NULL) AND ((agreement.provider_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) OR (agreement.recipient_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) OR (agreement.audience = 'partners'::text)))))));

-- POLICY agreement_party left_by_own_agency
CREATE POLICY left_by_own_agency ON commonground.agreement_party FOR UPDATE USING ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (ended_at IS NULL))) WITH CHECK ((ended_at IS NOT NULL));

-- POLICY agreement_party read_by_partners
CREATE POLICY read_by_partners ON commonground.agreement_party FOR SELECT USING (( SELECT commonground.viewer_may('agreements.read'::text) AS viewer_may));

-- POLICY alert read_by_grant
CREATE POLICY read_by_grant ON commonground.alert FOR SELECT USING (commonground.may_read_incidents(( SELECT commonground.viewer_grant_bits() AS viewer_grant_bits), ((agency_id * 4) + sensitivity), (kind)::integer));

-- POLICY area read_by_partners
CREATE POLICY read_by_partners ON commonground.area FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY area_piece read_by_nobody
CREATE POLICY read_by_nobody ON commonground.area_piece USING (false);

-- POLICY area_set read_by_nobody
CREATE POLICY read_by_nobody ON commonground.area_set USING (false);

-- POLICY audit_event read_by_administrators
CREATE POLICY read_by_administrators ON commonground.audit_event FOR SELECT USING ((( SELECT commonground.viewer_may('audit.read'::text) AS viewer_may) AND ((agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) OR (( SELECT commonground.viewer_agency() AS viewer_agency) = ANY (concerns)) OR ((agency_id IS NULL) AND ( SELECT commonground.viewer_may('partnership.manage'::text) AS viewer_may)))));

-- POLICY audit_head read_by_nobody
CREATE POLICY read_by_nobody ON commonground.audit_head USING (false);

-- POLICY backfill read_by_nobody
CREATE POLICY read_by_nobody ON commonground.backfill USING (false);

-- POLICY change read_by_nobody
CREATE POLICY read_by_nobody ON commonground.change USING (false);

-- POLICY change_row read_by_nobody
CREATE POLICY read_by_nobody ON commonground.change_row USING (false);

-- POLICY closed_count read_by_nobody
CREATE POLICY read_by_nobody ON commonground.closed_count USING (false);

-- POLICY closed_month read_by_nobody
CREATE POLICY read_by_nobody ON commonground.closed_month USING (false);

-- POLICY data_version read_by_partners
CREATE POLICY read_by_partners ON commonground.data_version FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY dataset read_by_partners
CREATE POLICY read_by_partners ON commonground.dataset FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY delivery read_by_partners
CREATE POLICY read_by_partners ON commonground.delivery FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY delivery_reminder read_by_partners
CREATE POLICY read_by_partners ON commonground.delivery_reminder FOR SELECT USING (( SELECT commonground.viewer_may('counts.read'::text) AS viewer_may));

-- POLICY find read_by_nobody
CREATE POLICY read_by_nobody ON commonground.find USING (false);

-- POLICY history read_of_agreements
CREATE POLICY read_of_agreements ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('agreements.read'::text) AS viewer_may) AND (subject = 'agreement'::text)));

-- POLICY history read_of_own_files
CREATE POLICY read_of_own_files ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('imports.read'::text) AS viewer_may) AND (owner_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (subject = ANY (ARRAY['import'::text, 'dataset'::text]))));

-- POLICY history read_of_own_people
CREATE POLICY read_of_own_people ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('people.manage'::text) AS viewer_may) AND (owner_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (subject = ANY (ARRAY['membership'::text, 'identity_provider'::text]))));

-- POLICY history read_of_own_periods
CREATE POLICY read_of_own_periods ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('agreements.read'::text) AS viewer_may) AND (owner_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (subject = 'retention'::text)));

-- POLICY history read_of_shared_settings
CREATE POLICY read_of_shared_settings ON commonground.history FOR SELECT USING (((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL) AND (subject = ANY (ARRAY['partnership'::text, 'agency'::text, 'area'::text, 'residents'::text, 'landmark'::text, 'public_order'::text, 'planned_release'::text]))));

-- POLICY history read_of_source_marks
CREATE POLICY read_of_source_marks ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('counts.read'::text) AS viewer_may) AND (subject = 'sources'::text)));

-- POLICY history read_of_the_meeting
CREATE POLICY read_of_the_meeting ON commonground.history FOR SELECT USING ((( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may) AND (subject = ANY (ARRAY['hotspot'::text, 'action'::text]))));

-- POLICY hotspot changed_by_the_meeting
CREATE POLICY changed_by_the_meeting ON commonground.hotspot FOR UPDATE USING (( SELECT commonground.viewer_may('hotspots.edit'::text) AS viewer_may));

-- POLICY hotspot proposed_by_own_agency
CREATE POLICY proposed_by_own_agency ON commonground.hotspot FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('hotspots.edit'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY hotspot read_by_partners
CREATE POLICY read_by_partners ON commonground.hotspot FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY hotspot_count counted_by_own_agency
CREATE POLICY counted_by_own_agency ON commonground.hotspot_count FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('hotspots.edit'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.hotspot_evidence
  WHERE ((hotspot_evidence.hotspot_id = hotspot_count.hotspot_id) AND (hotspot_evidence.take = hotspot_count.take) AND (hotspot_evidence.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))))));

-- POLICY hotspot_count read_by_grant
CREATE POLICY read_by_grant ON commonground.hotspot_count FOR SELECT USING ((( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may) AND (commonground.may_read_incidents(( SELECT commonground.viewer_grant_bits() AS viewer_grant_bits), ((provider_id * 4) + sensitivity), (kind)::integer) OR ( SELECT bool_and(commonground.may_read_incidents(( SELECT commonground.viewer_grant_bits() AS viewer_grant_bits), ((hotspot_count.provider_id * 4) + one.one), (hotspot_count.kind)::integer)) AS bool_and
   FROM generate_series((hotspot_count.first_sensitivity)::integer, (hotspot_count.last_sensitivity)::integer) one(one)) OR (EXISTS ( SELECT
   FROM commonground.viewer_cell_grants() granted(agency_id, kind, first_sensitivity, last_sensitivity, resolution, threshold, agreement_id)
  WHERE ((granted.agency_id = hotspot_count.provider_id) AND (granted.kind = hotspot_count.kind) AND (granted.first_sensitivity = hotspot_count.first_sensitivity) AND (granted.last_sensitivity = hotspot_count.last_sensitivity) AND (granted.resolution = hotspot_count.resolution) AND (granted.threshold <= hotspot_count.threshold)))))));

-- POLICY hotspot_evidence counted_on_its_cells
CREATE POLICY counted_on_its_cells ON commonground.hotspot_evidence FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('hotspots.edit'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (EXISTS ( SELECT
   FROM commonground.hotspot
  WHERE ((hotspot.id = hotspot_evidence.hotspot_id) AND (hotspot.cells = hotspot_evidence.cells) AND (hotspot.resolution = hotspot_evidence.resolution))))));

-- POLICY hotspot_evidence read_by_partners
CREATE POLICY read_by_partners ON commonground.hotspot_evidence FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY import read_by_own_agency
CREATE POLICY read_by_own_agency ON commonground.import FOR SELECT USING ((( SELECT commonground.viewer_may('imports.read'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY import_match read_by_nobody
CREATE POLICY read_by_nobody ON commonground.import_match USING (false);

-- POLICY import_reject read_by_own_analyst
CREATE POLICY read_by_own_analyst ON commonground.import_reject FOR SELECT USING ((( SELECT commonground.viewer_may('imports.manage'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.import
  WHERE (import.id = import_reject.import_id)))));

-- POLICY import_row read_by_nobody
CREATE POLICY read_by_nobody ON commonground.import_row USING (false);

-- POLICY incident read_by_grant
CREATE POLICY read_by_grant ON commonground.incident FOR SELECT USING (commonground.may_read_incidents(( SELECT commonground.viewer_grant_bits() AS viewer_grant_bits), (share_key)::integer, (type_id / 20)));

-- POLICY incident_type read_by_partners
CREATE POLICY read_by_partners ON commonground.incident_type FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY landmark read_by_partners
CREATE POLICY read_by_partners ON commonground.landmark FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY membership changed_by_own_administrator
CREATE POLICY changed_by_own_administrator ON commonground.membership FOR UPDATE USING ((( SELECT commonground.viewer_may('people.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY membership read_by_itself
CREATE POLICY read_by_itself ON commonground.membership FOR SELECT USING ((account_id = ( SELECT commonground.viewer_account() AS viewer_account)));

-- POLICY membership read_by_own_administrator
CREATE POLICY read_by_own_administrator ON commonground.membership FOR SELECT USING ((( SELECT commonground.viewer_may('people.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY milestone kept_by_its_agency
CREATE POLICY kept_by_its_agency ON commonground.milestone USING ((( SELECT commonground.viewer_may('actions.report'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = milestone.action_id) AND (action.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))))));

-- POLICY milestone planned_by_the_meeting
CREATE POLICY planned_by_the_meeting ON commonground.milestone FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = milestone.action_id) AND (action.created_at = now()))))));

-- POLICY milestone read_by_partners
CREATE POLICY read_by_partners ON commonground.milestone FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY moved_area read_by_nobody
CREATE POLICY read_by_nobody ON commonground.moved_area USING (false);

-- POLICY notice read_by_its_recipient
CREATE POLICY read_by_its_recipient ON commonground.notice FOR SELECT USING (((agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (account_id = ( SELECT commonground.viewer_account() AS viewer_account))));

-- POLICY partnership read_by_partners
CREATE POLICY read_by_partners ON commonground.partnership FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY permission read_by_partners
CREATE POLICY read_by_partners ON commonground.permission FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY place read_by_partners
CREATE POLICY read_by_partners ON commonground.place FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY planned_release read_by_partners
CREATE POLICY read_by_partners ON commonground.planned_release FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY progress read_by_partners
CREATE POLICY read_by_partners ON commonground.progress FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY progress reported_by_own_agency
CREATE POLICY reported_by_own_agency ON commonground.progress FOR INSERT WITH CHECK (((agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (( SELECT commonground.viewer_may('actions.assign'::text) AS viewer_may) OR (( SELECT commonground.viewer_may('actions.report'::text) AS viewer_may) AND (EXISTS ( SELECT
   FROM commonground.action
  WHERE ((action.id = progress.action_id) AND (action.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)))))))));

-- POLICY public_order read_by_partners
CREATE POLICY read_by_partners ON commonground.public_order FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY release read_by_partners
CREATE POLICY read_by_partners ON commonground.release FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY release_file read_by_partners
CREATE POLICY read_by_partners ON commonground.release_file FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY release_geography read_by_partners
CREATE POLICY read_by_partners ON commonground.release_geography FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY residents_zone read_by_partners
CREATE POLICY read_by_partners ON commonground.residents_zone FOR SELECT USING ((( SELECT commonground.viewer_agency() AS viewer_agency) IS NOT NULL));

-- POLICY retention_period changed_by_own_administrator
CREATE POLICY changed_by_own_administrator ON commonground.retention_period FOR UPDATE USING ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY retention_period read_by_own_agency
CREATE POLICY read_by_own_agency ON commonground.retention_period FOR SELECT USING ((( SELECT commonground.viewer_may('agreements.read'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY retention_period set_by_own_administrator
CREATE POLICY set_by_own_administrator ON commonground.retention_period FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY saved_view dropped_by_own_agency
CREATE POLICY dropped_by_own_agency ON commonground.saved_view FOR DELETE USING ((( SELECT commonground.viewer_may('views.save'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY saved_view read_by_partners
CREATE POLICY read_by_partners ON commonground.saved_view FOR SELECT USING (( SELECT commonground.viewer_may('actions.read'::text) AS viewer_may));

-- POLICY saved_view replaced_by_own_agency
CREATE POLICY replaced_by_own_agency ON commonground.saved_view FOR UPDATE USING ((( SELECT commonground.viewer_may('views.save'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY saved_view saved_by_own_agency
CREATE POLICY saved_by_own_agency ON commonground.saved_view FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('views.save'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY session read_by_nobody
CREATE POLICY read_by_nobody ON commonground.session USING (false);

-- POLICY source_mark changed_by_own_administrator
CREATE POLICY changed_by_own_administrator ON commonground.source_mark FOR UPDATE USING ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY source_mark dropped_by_own_administrator
CREATE POLICY dropped_by_own_administrator ON commonground.source_mark FOR DELETE USING ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY source_mark read_by_partners
CREATE POLICY read_by_partners ON commonground.source_mark FOR SELECT USING (( SELECT commonground.viewer_may('counts.read'::text) AS viewer_may));

-- POLICY source_mark set_by_own_administrator
CREATE POLICY set_by_own_administrator ON commonground.source_mark FOR INSERT WITH CHECK ((( SELECT commonground.viewer_may('agreements.manage'::text) AS viewer_may) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- POLICY subscription kept_by_oneself
CREATE POLICY kept_by_oneself ON commonground.subscription USING ((( SELECT commonground.viewer_may('counts.read'::text) AS viewer_may) AND (account_id = ( SELECT commonground.viewer_account() AS viewer_account)) AND (agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency))));

-- ROW SECURITY account
ALTER TABLE commonground.account ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY action
ALTER TABLE commonground.action ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY action_proposal
ALTER TABLE commonground.action_proposal ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY agency
ALTER TABLE commonground.agency ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY agreement
ALTER TABLE commonground.agreement ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY agreement_party
ALTER TABLE commonground.agreement_party ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY alert
ALTER TABLE commonground.alert ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY area
ALTER TABLE commonground.area ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY area_piece
ALTER TABLE commonground.area_piece ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY area_set
ALTER TABLE commonground.area_set ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY audit_event
ALTER TABLE commonground.audit_event ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY audit_head
ALTER TABLE commonground.audit_head ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY backfill
ALTER TABLE commonground.backfill ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY change
ALTER TABLE commonground.change ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY change_row
ALTER TABLE commonground.change_row ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY closed_count
ALTER TABLE commonground.closed_count ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY closed_month
ALTER TABLE commonground.closed_month ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY data_version
ALTER TABLE commonground.data_version ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY dataset
ALTER TABLE commonground.dataset ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY delivery
ALTER TABLE commonground.delivery ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY delivery_reminder
ALTER TABLE commonground.delivery_reminder ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY find
ALTER TABLE commonground.find ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY history
ALTER TABLE commonground.history ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY hotspot
ALTER TABLE commonground.hotspot ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY hotspot_count
ALTER TABLE commonground.hotspot_count ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY hotspot_evidence
ALTER TABLE commonground.hotspot_evidence ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY identity
ALTER TABLE commonground.identity ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY identity_provider
ALTER TABLE commonground.identity_provider ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY import
ALTER TABLE commonground.import ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY import_match
ALTER TABLE commonground.import_match ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY import_reject
ALTER TABLE commonground.import_reject ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY import_row
ALTER TABLE commonground.import_row ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY incident
ALTER TABLE commonground.incident ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY incident_type
ALTER TABLE commonground.incident_type ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY invitation
ALTER TABLE commonground.invitation ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY known_device
ALTER TABLE commonground.known_device ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY landmark
ALTER TABLE commonground.landmark ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY membership
ALTER TABLE commonground.membership ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY milestone
ALTER TABLE commonground.milestone ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY moved_area
ALTER TABLE commonground.moved_area ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY notice
ALTER TABLE commonground.notice ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY partnership
ALTER TABLE commonground.partnership ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY passkey
ALTER TABLE commonground.passkey ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY permission
ALTER TABLE commonground.permission ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY place
ALTER TABLE commonground.place ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY planned_release
ALTER TABLE commonground.planned_release ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY progress
ALTER TABLE commonground.progress ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY public_order
ALTER TABLE commonground.public_order ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY release
ALTER TABLE commonground.release ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY release_file
ALTER TABLE commonground.release_file ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY release_geography
ALTER TABLE commonground.release_geography ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY residents_zone
ALTER TABLE commonground.residents_zone ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY retention_period
ALTER TABLE commonground.retention_period ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY saved_view
ALTER TABLE commonground.saved_view ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY session
ALTER TABLE commonground.session ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY sign_in_attempt
ALTER TABLE commonground.sign_in_attempt ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY source_mark
ALTER TABLE commonground.source_mark ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY subscription
ALTER TABLE commonground.subscription ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY throttle
ALTER TABLE commonground.throttle ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY totp
ALTER TABLE commonground.totp ENABLE ROW LEVEL SECURITY;

-- TRIGGER action recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.action FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'id', '', '', '', '');

-- TRIGGER action recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.action FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'id', '', '', '', '');

ALTER TABLE commonground.action ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER action_proposal recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.action_proposal FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'action_id', 'id', '', '', '');

-- TRIGGER action_proposal recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.action_proposal FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'action_id', 'id', '', '', '');

ALTER TABLE commonground.action_proposal ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER agency recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.agency FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agency', 'id', '', '', '', '');

-- TRIGGER agency recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.agency FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agency', 'id', '', '', '', '');

ALTER TABLE commonground.agency ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER agreement recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.agreement FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agreement', 'id', '', '', '', '');

-- TRIGGER agreement recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.agreement FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agreement', 'id', '', '', '', '');

ALTER TABLE commonground.agreement ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER agreement_party recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.agreement_party FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agreement', 'agreement_id', 'agency_id', '', 'accepted_by', '');

-- TRIGGER agreement_party recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.agreement_party FOR EACH ROW EXECUTE FUNCTION commonground.record_history('agreement', 'agreement_id', 'agency_id', '', 'accepted_by', '');

ALTER TABLE commonground.agreement_party ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER area cut
CREATE TRIGGER cut AFTER INSERT OR DELETE ON commonground.area FOR EACH ROW EXECUTE FUNCTION commonground.cut_outline();

-- TRIGGER area cut_anew
CREATE TRIGGER cut_anew AFTER UPDATE OF outline ON commonground.area FOR EACH ROW WHEN ((old.outline IS DISTINCT FROM new.outline)) EXECUTE FUNCTION commonground.cut_outline();

-- TRIGGER area placed
CREATE CONSTRAINT TRIGGER placed AFTER INSERT OR DELETE OR UPDATE OF outline ON commonground.area DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commonground.place_moved();

-- TRIGGER area recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.area FOR EACH ROW EXECUTE FUNCTION commonground.record_history('area', 'id', '', '', '', '');

-- TRIGGER area recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.area FOR EACH ROW EXECUTE FUNCTION commonground.record_history('area', 'id', '', '', '', '');

ALTER TABLE commonground.area ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER audit_event append_only
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON commonground.audit_event FOR EACH ROW EXECUTE FUNCTION commonground.refuse_change();

-- TRIGGER audit_event never_emptied
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON commonground.audit_event FOR EACH STATEMENT EXECUTE FUNCTION commonground.refuse_change();

-- TRIGGER dataset recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.dataset FOR EACH ROW EXECUTE FUNCTION commonground.record_history('dataset', 'id', '', 'agency_id', '', '');

-- TRIGGER dataset recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.dataset FOR EACH ROW EXECUTE FUNCTION commonground.record_history('dataset', 'id', '', 'agency_id', '', '');

ALTER TABLE commonground.dataset ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER history append_only
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON commonground.history FOR EACH ROW EXECUTE FUNCTION commonground.refuse_history_change();

-- TRIGGER history never_emptied
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON commonground.history FOR EACH STATEMENT EXECUTE FUNCTION commonground.refuse_history_change();

-- TRIGGER hotspot counted
CREATE CONSTRAINT TRIGGER counted AFTER INSERT ON commonground.hotspot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commonground.refuse_uncounted_hotspot();

-- TRIGGER hotspot recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.hotspot FOR EACH ROW EXECUTE FUNCTION commonground.record_history('hotspot', 'id', '', '', '', '');

-- TRIGGER hotspot recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.hotspot FOR EACH ROW EXECUTE FUNCTION commonground.record_history('hotspot', 'id', '', '', '', '');

ALTER TABLE commonground.hotspot ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER identity_provider recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.identity_provider FOR EACH ROW EXECUTE FUNCTION commonground.record_history('identity_provider', 'agency_id', '', 'agency_id', 'secret', '');

-- TRIGGER identity_provider recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.identity_provider FOR EACH ROW EXECUTE FUNCTION commonground.record_history('identity_provider', 'agency_id', '', 'agency_id', 'secret', '');

ALTER TABLE commonground.identity_provider ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER import recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.import FOR EACH ROW EXECUTE FUNCTION commonground.record_history('import', 'id', '', 'agency_id', 'inspection preview bytes_read', 'rows_read rows_accepted rows_already_present rows_changed rows_withdrawn rows_rejected rows_without_place');

-- TRIGGER import recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.import FOR EACH ROW WHEN (((new.state <> 'reading'::text) AND (((old.state IS DISTINCT FROM new.state) OR (old.mapping IS DISTINCT FROM new.mapping)) OR (old.sensitivity IS DISTINCT FROM new.sensitivity)))) EXECUTE FUNCTION commonground.record_history('import', 'id', '', 'agency_id', 'inspection preview bytes_read', 'rows_read rows_accepted rows_already_present rows_changed rows_withdrawn rows_rejected rows_without_place');

ALTER TABLE commonground.import ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER incident placed
CREATE TRIGGER placed BEFORE INSERT ON commonground.incident FOR EACH ROW WHEN ((new.area_set_id IS NULL)) EXECUTE FUNCTION commonground.place_incident();

-- TRIGGER landmark recorded_deletes
CREATE TRIGGER recorded_deletes AFTER DELETE ON commonground.landmark REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('landmark', 'kind');

-- TRIGGER landmark recorded_inserts
CREATE TRIGGER recorded_inserts AFTER INSERT ON commonground.landmark REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('landmark', 'kind');

-- TRIGGER landmark recorded_updates
CREATE TRIGGER recorded_updates AFTER UPDATE ON commonground.landmark REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('landmark', 'kind');

-- TRIGGER membership recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.membership FOR EACH ROW EXECUTE FUNCTION commonground.record_history('membership', 'agency_id account_id', '', 'agency_id', '', '');

-- TRIGGER membership recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.membership FOR EACH ROW EXECUTE FUNCTION commonground.record_history('membership', 'agency_id account_id', '', 'agency_id', '', '');

ALTER TABLE commonground.membership ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER milestone recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.milestone FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'action_id', 'id', '', '', '');

-- TRIGGER milestone recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.milestone FOR EACH ROW EXECUTE FUNCTION commonground.record_history('action', 'action_id', 'id', '', '', '');

ALTER TABLE commonground.milestone ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER partnership recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.partnership FOR EACH ROW EXECUTE FUNCTION commonground.record_history('partnership', 'only_row', '', '', 'instance', '');

-- TRIGGER partnership recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.partnership FOR EACH ROW EXECUTE FUNCTION commonground.record_history('partnership', 'only_row', '', '', 'instance', '');

ALTER TABLE commonground.partnership ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER planned_release recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.planned_release FOR EACH ROW EXECUTE FUNCTION commonground.record_history('planned_release', 'period', '', '', 'account_id agency_id', '');

-- TRIGGER planned_release recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.planned_release FOR EACH ROW EXECUTE FUNCTION commonground.record_history('planned_release', 'period', '', '', 'account_id agency_id', '');

ALTER TABLE commonground.planned_release ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER public_order recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.public_order FOR EACH ROW EXECUTE FUNCTION commonground.record_history('public_order', 'id', '', '', '', '');

-- TRIGGER public_order recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.public_order FOR EACH ROW EXECUTE FUNCTION commonground.record_history('public_order', 'id', '', '', '', '');

ALTER TABLE commonground.public_order ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER release never_emptied
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON commonground.release FOR EACH STATEMENT EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER release published_once
CREATE TRIGGER published_once BEFORE DELETE OR UPDATE ON commonground.release FOR EACH ROW EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER release_file never_emptied
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON commonground.release_file FOR EACH STATEMENT EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER release_file published_once
CREATE TRIGGER published_once BEFORE DELETE OR UPDATE ON commonground.release_file FOR EACH ROW EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER release_geography never_emptied
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON commonground.release_geography FOR EACH STATEMENT EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER release_geography published_once
CREATE TRIGGER published_once BEFORE DELETE OR UPDATE ON commonground.release_geography FOR EACH ROW EXECUTE FUNCTION commonground.refuse_second_release();

-- TRIGGER residents_zone recorded_deletes
CREATE TRIGGER recorded_deletes AFTER DELETE ON commonground.residents_zone REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('residents', 'source');

-- TRIGGER residents_zone recorded_inserts
CREATE TRIGGER recorded_inserts AFTER INSERT ON commonground.residents_zone REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('residents', 'source');

-- TRIGGER residents_zone recorded_updates
CREATE TRIGGER recorded_updates AFTER UPDATE ON commonground.residents_zone REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commonground.record_bulk_history('residents', 'source');

-- TRIGGER retention_period recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.retention_period FOR EACH ROW EXECUTE FUNCTION commonground.record_history('retention', 'agency_id', 'class', 'agency_id', '', '');

-- TRIGGER retention_period recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.retention_period FOR EACH ROW EXECUTE FUNCTION commonground.record_history('retention', 'agency_id', 'class', 'agency_id', '', '');

ALTER TABLE commonground.retention_period ENABLE ALWAYS TRIGGER recorded_changes;

-- TRIGGER source_mark recorded
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON commonground.source_mark FOR EACH ROW EXECUTE FUNCTION commonground.record_history('sources', 'agency_id', 'type_id', 'agency_id', '', '');

-- TRIGGER source_mark recorded_changes
CREATE TRIGGER recorded_changes AFTER UPDATE ON commonground.source_mark FOR EACH ROW EXECUTE FUNCTION commonground.record_history('sources', 'agency_id', 'type_id', 'agency_id', '', '');

ALTER TABLE commonground.source_mark ENABLE ALWAYS TRIGGER recorded_changes;

-- VIEW audit_name
CREATE VIEW commonground.audit_name WITH (security_barrier='true') AS
 SELECT account.id,
    account.name
   FROM commonground.account
  WHERE (EXISTS ( SELECT
           FROM commonground.audit_event
          WHERE ((audit_event.account_id = account.id) AND ( SELECT commonground.viewer_may('audit.read'::text) AS viewer_may) AND ((audit_event.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) OR (( SELECT commonground.viewer_agency() AS viewer_agency) = ANY (audit_event.concerns)) OR ((audit_event.agency_id IS NULL) AND ( SELECT commonground.viewer_may('partnership.manage'::text) AS viewer_may))))));

-- VIEW closed_count_now
CREATE VIEW commonground.closed_count_now AS
 SELECT DISTINCT ON (counted.agency_id, counted.kind, counted.month, counted.sensitivity, counted.cell) counted.agency_id,
    counted.kind,
    counted.month,
    counted.sensitivity,
    counted.cell,
    closed_month.resolution,
    counted.revision,
    counted.n
   FROM (commonground.closed_count counted
     JOIN commonground.closed_month ON (((closed_month.agency_id = counted.agency_id) AND (closed_month.kind = counted.kind) AND (closed_month.month = counted.month))))
  WHERE (NOT closed_month.by_area)
  ORDER BY counted.agency_id, counted.kind, counted.month, counted.sensitivity, counted.cell, counted.revision DESC;

-- VIEW counted_incident
CREATE VIEW commonground.counted_incident WITH (security_invoker='true') AS
 SELECT incident.id,
    incident.agency_id,
    incident.dataset_id,
    incident.type_id,
    incident.started_at,
    incident.ended_at,
    incident.local_day,
    incident.time_precision,
    incident.place_precision,
    incident.cell,
    incident.sensitivity,
    incident.share_key,
    incident.needles_min,
    incident.needles_max,
    incident.edge_cells,
    incident.area_set_id
   FROM commonground.incident
  WHERE ((incident.withdrawn_by IS NULL) AND (incident.type_id <> 70));

-- VIEW delivery_arrival
CREATE VIEW commonground.delivery_arrival AS
 SELECT delivery.dataset_id,
    delivery.month,
    min(COALESCE(import.finished_at, import.created_at)) AS received_at
   FROM (commonground.delivery
     JOIN commonground.import ON ((import.id = delivery.import_id)))
  GROUP BY delivery.dataset_id, delivery.month;

-- VIEW effective_agreement
CREATE VIEW commonground.effective_agreement AS
 SELECT agreement.id,
    agreement.provider_id,
    recipient.agency_id AS recipient_id,
    agreement.audience,
    agreement.level,
    agreement.kinds,
    agreement.max_sensitivity,
    agreement.resolution,
    agreement.threshold
   FROM ((commonground.agreement
     JOIN commonground.agreement_party provider ON (((provider.agreement_id = agreement.id) AND (provider.agency_id = agreement.provider_id) AND (provider.ended_at IS NULL))))
     LEFT JOIN commonground.agreement_party recipient ON (((recipient.agreement_id = agreement.id) AND (recipient.agency_id <> agreement.provider_id) AND (recipient.ended_at IS NULL) AND ((agreement.audience = 'partners'::text) OR (recipient.agency_id = agreement.recipient_id)))))
  WHERE ((agreement.revoked_at IS NULL) AND ((commonground.today() >= agreement.starts_on) AND (commonground.today() <= agreement.ends_on)) AND ((agreement.audience = 'public'::text) OR (recipient.agency_id IS NOT NULL)));

-- VIEW find_record
CREATE VIEW commonground.find_record WITH (security_barrier='true') AS
 SELECT find.incident_id,
    find.agency_id,
    find.account_id,
    find.client_uuid,
    find.accuracy,
    find.place_type,
    find.outcome,
    find.note,
    find.device_time,
    find.received_at,
    incident.started_at,
    incident.needles_min,
    incident.needles_max,
    public.st_x(incident.geom) AS longitude,
    public.st_y(incident.geom) AS latitude
   FROM (commonground.find
     JOIN commonground.incident ON ((incident.id = find.incident_id)))
  WHERE ((( SELECT commonground.viewer_may('finds.read'::text) AS viewer_may) AND commonground.may_read_incidents(( SELECT commonground.viewer_grant_bits() AS viewer_grant_bits), (incident.share_key)::integer, (incident.type_id / 20))) OR (( SELECT commonground.viewer_may('finds.log'::text) AS viewer_may) AND (find.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND (find.account_id = ( SELECT commonground.viewer_account() AS viewer_account))));

-- VIEW own_mapping
CREATE VIEW commonground.own_mapping WITH (security_barrier='true') AS
 SELECT dataset.id AS dataset_id,
    dataset.mapping
   FROM commonground.dataset
  WHERE ((dataset.agency_id = ( SELECT commonground.viewer_agency() AS viewer_agency)) AND ( SELECT commonground.viewer_may('imports.read'::text) AS viewer_may));

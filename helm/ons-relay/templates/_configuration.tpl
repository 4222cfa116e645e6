{{/*
Writes all properties of a configuration tree into the dictionary "into", by the full name as the user spells it: YAML
may nest names or join them with dots.
*/}}
{{- define "ons-relay.flatten" -}}
{{- $into := .into -}}
{{- $path := .path -}}
{{- if and (kindIs "map" .value) .value -}}
{{- range $key, $value := .value -}}
{{- include "ons-relay.flatten" (dict "into" $into "path" (empty $path | ternary $key (printf "%s.%s" $path $key)) "value" $value) -}}
{{- end -}}
{{- else if and (kindIs "slice" .value) .value -}}
{{- range $index, $value := .value -}}
{{- include "ons-relay.flatten" (dict "into" $into "path" (printf "%s[%d]" $path $index) "value" $value) -}}
{{- end -}}
{{- else -}}
{{- $_ := set $into $path .value -}}
{{- end -}}
{{- end -}}

{{/* All that is configured in values, as a JSON object of full names. */}}
{{- define "ons-relay.properties" -}}
{{- $all := dict -}}
{{- include "ons-relay.flatten" (dict "into" $all "path" "relay" "value" .Values.relay) -}}
{{- include "ons-relay.flatten" (dict "into" $all "path" "" "value" .Values.extraConfig) -}}
{{- toJson $all -}}
{{- end -}}

{{/* Spring reads webhook-url, webhookUrl and webhook_url alike. */}}
{{- define "ons-relay.canonical" -}}
{{- . | replace "-" "" | replace "_" "" | lower -}}
{{- end -}}

{{/* One property as it is configured in values, or the default. */}}
{{- define "ons-relay.property" -}}
{{- $wanted := include "ons-relay.canonical" .name -}}
{{- $found := .default -}}
{{- range $name, $value := include "ons-relay.properties" .root | fromJson -}}
{{- if eq (include "ons-relay.canonical" $name) $wanted -}}
{{- $found = toString $value -}}
{{- end -}}
{{- end -}}
{{- $found -}}
{{- end -}}

{{/* How the relay authenticates at OCI, in canonical form: instanceprincipal. */}}
{{- define "ons-relay.ociAuth" -}}
{{- include "ons-relay.canonical" (include "ons-relay.property" (dict "root" . "name" "relay.oci.auth" "default" "none")) -}}
{{- end -}}

{{- define "ons-relay.ingestPath" -}}
{{- include "ons-relay.property" (dict "root" . "name" "relay.ingest.path" "default" "/ons") -}}
{{- end -}}

{{/* A duration as Spring reads it, in whole seconds, rounded up. */}}
{{- define "ons-relay.seconds" -}}
{{- if not (regexMatch "^[0-9]+(ms|s|m|h)?$" .value) -}}
{{- fail (printf "%s is '%s'. Write it as a number and a unit, such as 20s: the time to terminate depends on it." .name .value) -}}
{{- end -}}
{{- $number := regexFind "^[0-9]+" .value | int64 -}}
{{- $unit := regexFind "[a-z]+$" .value -}}
{{- if eq $unit "h" -}}{{ mul $number 3600 }}
{{- else if eq $unit "m" -}}{{ mul $number 60 }}
{{- else if eq $unit "s" -}}{{ $number }}
{{- else -}}{{ div (add $number 999) 1000 }}
{{- end -}}
{{- end -}}

{{/*
A stop has consecutive steps: the preStop sleep, requests in flight, deliveries in flight, and 5 seconds to close the
store.
*/}}
{{- define "ons-relay.terminationGracePeriodSeconds" -}}
{{- $name := "relay.delivery.shutdown-grace" -}}
{{- $grace := include "ons-relay.property" (dict "root" . "name" $name "default" "20s") -}}
{{- $seconds := include "ons-relay.seconds" (dict "name" $name "value" $grace) | int64 -}}
{{- add .Values.preStopSleepSeconds .Values.drainSeconds $seconds 5 -}}
{{- end -}}

{{/* The Secret with a key of the audit log that the chart makes; empty if it makes none. */}}
{{- define "ons-relay.auditKey" -}}
{{- if and (eq .Values.store.type "postgres") .Values.auditKey.generate (not .Values.secrets.auditSigningKey.existingSecret) -}}
{{- include "ons-relay.fullname" . }}-audit-key
{{- end -}}
{{- end -}}

{{/* The properties that come from Secrets, as a JSON object of full names. */}}
{{- define "ons-relay.secretProperties" -}}
{{- $all := dict -}}
{{- with .Values.secrets -}}
{{- if .ingestPassword.existingSecret -}}
{{- $_ := set $all "relay.ingest.password" .ingestPassword -}}
{{- end -}}
{{- if .previousIngestPassword.existingSecret -}}
{{- $_ := set $all "relay.ingest.previous-password" .previousIngestPassword -}}
{{- end -}}
{{- if .adminPassword.existingSecret -}}
{{- $_ := set $all "relay.admin.password" .adminPassword -}}
{{- end -}}
{{- if .auditSigningKey.existingSecret -}}
{{- $_ := set $all "relay.audit.signing-key" .auditSigningKey -}}
{{- end -}}
{{- if .previousAuditSigningKey.existingSecret -}}
{{- $_ := set $all "relay.audit.previous-signing-key" .previousAuditSigningKey -}}
{{- end -}}
{{- if .readerPassword.existingSecret -}}
{{- $_ := set $all "relay.admin.reader.password" .readerPassword -}}
{{- end -}}
{{- if .oidcClientSecret.existingSecret -}}
{{- $_ := set $all "relay.admin.oidc.client-secret" .oidcClientSecret -}}
{{- end -}}
{{- range $name, $secret := .slackWebhookUrls -}}
{{- $_ := set $all (printf "relay.notifier.slack.%s.webhook-url" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .slackTokens -}}
{{- $_ := set $all (printf "relay.notifier.slack.%s.token" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .pagerDutyRoutingKeys -}}
{{- $_ := set $all (printf "relay.notifier.pagerduty.%s.routing-key" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .webhookUrls -}}
{{- $_ := set $all (printf "relay.notifier.webhook.%s.url" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .teamsWebhookUrls -}}
{{- $_ := set $all (printf "relay.notifier.teams.%s.webhook-url" $name) $secret -}}
{{- end -}}
{{- if .smtpUsername.existingSecret -}}
{{- $_ := set $all "spring.mail.username" .smtpUsername -}}
{{- end -}}
{{- if .smtpPassword.existingSecret -}}
{{- $_ := set $all "spring.mail.password" .smtpPassword -}}
{{- end -}}
{{- range $name, $secret := .webhookSecrets -}}
{{- $_ := set $all (printf "relay.notifier.webhook.%s.secret" $name) $secret -}}
{{- end -}}
{{- range .properties -}}
{{- $_ := set $all .property (pick . "existingSecret" "key") -}}
{{- end -}}
{{- end -}}
{{- with include "ons-relay.auditKey" . -}}
{{- $_ := set $all "relay.audit.signing-key" (dict "existingSecret" . "key" "signing-key") -}}
{{- end -}}
{{- toJson $all -}}
{{- end -}}

{{/* The keys of the values below relay that the service loads while it runs, as a JSON object. */}}
{{- define "ons-relay.routesValues" -}}
{{- $routes := dict -}}
{{- range $key, $value := .Values.relay -}}
{{- if regexMatch "^(routes|presets|preset|severity|silence)([.\\[].*)?$" (lower $key) -}}
{{- $_ := set $routes $key $value -}}
{{- end -}}
{{- end -}}
{{- toJson $routes -}}
{{- end -}}

{{/* The routes: a file of their own, so that a change of them restarts no pod. */}}
{{- define "ons-relay.routes" -}}
{{- $routes := include "ons-relay.routesValues" . | fromJson -}}
{{- if $routes -}}
{{- toYaml (dict "relay" $routes) -}}
{{- else -}}
# No routes are configured.
{{- end -}}
{{- end -}}

{{/* The configuration of the service without the routes: the user's own, and what the other values require. */}}
{{- define "ons-relay.configuration" -}}
{{- $own := dict -}}
{{- if include "ons-relay.secretProperties" . | fromJson -}}
{{- $_ := set $own "spring.config.import" "configtree:/secrets/" -}}
{{- end -}}
{{- $_ := set $own "spring.lifecycle.timeout-per-shutdown-phase" (printf "%ds" (int .Values.drainSeconds)) -}}
{{- if .Values.tls.enabled -}}
{{- $_ := set $own "spring.ssl.bundle.pem.server.reload-on-update" true -}}
{{- $_ := set $own "spring.ssl.bundle.pem.server.keystore.certificate" "file:/tls/tls.crt" -}}
{{- $_ := set $own "spring.ssl.bundle.pem.server.keystore.private-key" "file:/tls/tls.key" -}}
{{- $_ := set $own "server.ssl.bundle" "server" -}}
{{- $_ := set $own "server.http2.enabled" true -}}
{{- $_ := set $own "management.server.ssl.enabled" false -}}
{{- end -}}
{{- toYaml $own -}}
{{- with .Values.extraConfig }}
---
{{ toYaml . }}
{{- end }}
{{- $relay := deepCopy .Values.relay -}}
{{- range $key, $_ := include "ons-relay.routesValues" . | fromJson -}}
{{- $_ := unset $relay $key -}}
{{- end -}}
{{- with $relay }}
---
{{ toYaml (dict "relay" .) }}
{{- end }}
{{- end -}}

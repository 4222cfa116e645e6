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
{{- range $name, $secret := .slackWebhookUrls -}}
{{- $_ := set $all (printf "relay.notifier.slack.%s.webhook-url" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .slackTokens -}}
{{- $_ := set $all (printf "relay.notifier.slack.%s.token" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .pagerDutyRoutingKeys -}}
{{- $_ := set $all (printf "relay.notifier.pagerduty.%s.routing-key" $name) $secret -}}
{{- end -}}
{{- range $name, $secret := .webhookSecrets -}}
{{- $_ := set $all (printf "relay.notifier.webhook.%s.secret" $name) $secret -}}
{{- end -}}
{{- range .properties -}}
{{- $_ := set $all .property (pick . "existingSecret" "key") -}}
{{- end -}}
{{- end -}}
{{- toJson $all -}}
{{- end -}}

{{/* The configuration of the service: the user's own, and what the other values require. */}}
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
{{- with .Values.relay }}
---
{{ toYaml (dict "relay" .) }}
{{- end }}
{{- end -}}

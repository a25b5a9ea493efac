"""YAML files read into frozen records, or into sentences that say what to mend; all vocabularies."""

"""What are things called on a page? Names of facts and stages that are in no vocabulary of the data."""

from flask_babel import lazy_gettext

STAGES = {
    "birth": lazy_gettext("Birth"),
    "before": lazy_gettext("Life before the repression"),
    "told": lazy_gettext("What the family was told"),
    "rehabilitation": lazy_gettext("Rehabilitation"),
}

FACTS = {
    "place": lazy_gettext("Place"),
    "nationality": lazy_gettext("Nationality"),
    "residence": lazy_gettext("Lived"),
    "occupation": lazy_gettext("Work"),
    "social_origin": lazy_gettext("Social origin"),
    "education": lazy_gettext("Education"),
    "party": lazy_gettext("Party"),
    "citizenship": lazy_gettext("Citizenship"),
    "family": lazy_gettext("Family"),
    "previous_convictions": lazy_gettext("Earlier convictions"),
    "remarks": lazy_gettext("The source adds"),
    "articles": lazy_gettext("Articles"),
    "charge": lazy_gettext("Charge"),
    "sentence": lazy_gettext("Sentence as printed"),
    "cause": lazy_gettext("Cause of death as told"),
    "told": lazy_gettext("How the family was told"),
    "clearing_body": lazy_gettext("Cleared by"),
    "ground": lazy_gettext("Ground"),
}

# Headings of the list of people found: how near the names are.
GROUPS = {
    "exact": lazy_gettext("The same name"),
    "spelling": lazy_gettext("Other spellings"),
    "any": lazy_gettext("Similar names"),
}

# How near the names must be.
MODES = {
    "exact": lazy_gettext("only this spelling"),
    "spelling": lazy_gettext("only spellings of this name"),
    "sound": lazy_gettext("only names that sound so"),
}

# What is left out of a question when nobody was found.
LOOSENED = {
    "filters": lazy_gettext("Leave out everything that narrows the list"),
    "mode": lazy_gettext("Allow any spelling"),
    "patronymic": lazy_gettext("Leave out the patronymic"),
    "surname": lazy_gettext("Look for the surname alone"),
    "years": lazy_gettext("Leave out the years of birth"),
    "place": lazy_gettext("Leave out the place"),
}

# What in the data cannot be true, or stands beside a false statement.
CONTRADICTIONS = {
    "executed_before_arrest": lazy_gettext("Executed before the arrest"),
    "sentenced_before_arrest": lazy_gettext("Sentenced before the arrest"),
    "arrested_before_birth": lazy_gettext("Arrested before the birth"),
    "executed_without_death_sentence": lazy_gettext("Executed, but sentenced to something else than death"),
    "sentenced_before_body_existed": lazy_gettext("Sentenced before the body existed"),
    "told_otherwise": lazy_gettext("Executed, and the family was told otherwise"),
}

# What was left out of a question that was asked again by itself.
LEFT_OUT = {
    "filters": lazy_gettext("without what narrows the list"),
    "mode": lazy_gettext("in any spelling"),
    "place": lazy_gettext("without the place"),
    "years": lazy_gettext("without the years of birth"),
    "patronymic": lazy_gettext("without the patronymic"),
    "surname": lazy_gettext("with the surname alone"),
}

# Headings of the lists of others who share something with a person.
COMPANY = {
    "page": lazy_gettext("On the same page of the source"),
    "list": lazy_gettext("Beside this entry in the list"),
    "residence": lazy_gettext("Lived in the same place"),
    "birth_place": lazy_gettext("Born in the same place"),
    "sentence": lazy_gettext("Sentenced by the same body on the same day"),
    "burial": lazy_gettext("Buried in the same place"),
}

"""Which readings are kept to be found again? Those of short words: books print them again and again, long ones once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Rest = ParamSpec("Rest")
Reading = TypeVar("Reading")
Reader = Callable[Concatenate[str, Rest], Reading]


def remember_short(longest: int, maxsize: int) -> Callable[[Reader[Rest, Reading]], Reader[Rest, Reading]]:
    """Keep what a reader made of words up to so many characters; longer ones would only fill the memory."""

    def remembering(read: Reader[Rest, Reading]) -> Reader[Rest, Reading]:
        remembered = lru_cache(maxsize=maxsize)(read)

        @wraps(read)
        def read_or_remember(text: str, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Reading:
            if len(text) > longest:
                return read(text, *args, **kwargs)
            return remembered(text, *args, **kwargs)  # type: ignore[arg-type] # every reader takes what can be a key

        return read_or_remember

    return remembering

"""Run every benchmark: `make bench`; with FULL=1 at 3.1 million records too."""

from tests.benchmarks import count_speed, import_speed, search_speed, site_speed

if __name__ == "__main__":
    search_speed.main()
    import_speed.run()
    count_speed.main()
    site_speed.main()
